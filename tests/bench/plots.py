"""Pictures of a run, for people: few colours, every line and bar named where it is, nothing that says nothing.

Each plot is made where its cells were measured. Text stays text in the SVG, and the same run gives the same bytes.
"""
import math
import pathlib

import matplotlib

matplotlib.use('svg')
import matplotlib.pyplot as plt  # noqa: E402

from cells_floor import PACED_SYNC  # noqa: E402
from cells_hub import name_of, redis_name  # noqa: E402
from cells_load import BEFORE  # noqa: E402
from cells_load import name_of as load_name  # noqa: E402
from goals import GOALS  # noqa: E402
from report import number  # noqa: E402
from stats import percentile  # noqa: E402

OURS, THEIRS, FLOOR, FAINT, INK = '#0b6e4f', '#c44536', '#8a8f98', '#dcdfe4', '#22262c'
STYLE = {'font.family': 'sans-serif', 'font.sans-serif': ['DejaVu Sans', 'sans-serif'], 'font.size': 10,
         'text.color': INK, 'axes.labelcolor': INK, 'xtick.color': INK, 'ytick.color': INK, 'axes.edgecolor': FAINT,
         'axes.spines.top': False, 'axes.spines.right': False, 'axes.spines.left': False, 'axes.titlelocation': 'left',
         'axes.titlesize': 11, 'axes.titleweight': 'bold', 'axes.titlepad': 12, 'xtick.major.size': 0,
         'ytick.major.size': 0, 'svg.fonttype': 'none', 'svg.hashsalt': 'brigade', 'figure.facecolor': 'white'}


def goals(results):
    """How far each figure is from its limit, on one scale: left of the line is met."""
    told = [(goal, goal.figure(results)) for goal in GOALS]
    told = [(goal, figure) for goal, figure in told if figure]
    if not told:
        return None
    figure, axes = plt.subplots(figsize=(9.5, 0.9 + 0.36 * len(told)))
    for place, (goal, measured) in enumerate(reversed(told)):
        shares = [share_of(goal, measured[name]) for name in ('median', 'low', 'high')]
        colour = OURS if goal.met(measured) else THEIRS
        axes.plot([min(shares), max(shares)], [place, place], color=colour, linewidth=5, alpha=0.3, solid_capstyle='round')
        axes.plot(shares[0], place, 'o', color=colour, markersize=7)
        axes.annotate(f'{number(measured["median"])} {goal.unit}', (max(shares), place), (8, 0),
                      textcoords='offset points', va='center', color=colour)
    axes.axvline(1, color=INK, linewidth=1)
    axes.set_xscale('log')
    axes.set_yticks(range(len(told)), [goal.text for goal, _ in reversed(told)])
    axes.set_xticks([])
    axes.set_xticks([], minor=True)
    axes.spines['bottom'].set_visible(False)
    axes.text(1, len(told) - 0.3, 'limit', ha='center', va='bottom')
    axes.margins(x=0.15)
    return figure


def share_of(goal, value):
    """Of the limit, so that less is better."""
    value = max(value, 1e-6)
    return goal.limit / value if goal.at_least else value / goal.limit


def saturation(results):
    """Orders a second of hub and Redis, as each axis is varied alone."""
    axes_of = [('POS terminals, with 4 stations', [({'tills': n} if n != 64 else {}, str(n)) for n in (1, 8, 64)]),
               ('stations, with 64 POS', [({'readers': n} if n != 4 else {}, str(n)) for n in (0, 4, 16)]),
               ('an order\'s size, with 64 POS and 4 stations',
                [({'bytes': n} if n != 1024 else {}, name) for n, name in ((400, '400 bytes'), (1024, '1 KB'), (8192, '8 KB'))])]
    if not results.summary(f'hub: {name_of()}', 'orders_per_s'):
        return None
    figure, panels = plt.subplots(1, 3, figsize=(10, 3.4), sharex=True)
    for panel, (title, choices) in zip(panels, axes_of):
        panel.set_title(title, fontweight='normal')
        for place, (options, name) in enumerate(reversed(choices)):
            bar(panel, place + 0.19, results.summary(f'hub: {name_of(**options)}', 'orders_per_s'), OURS, 'hub')
            bar(panel, place - 0.19, results.summary(f'hub: {redis_name(**options)}', 'orders_per_s'), THEIRS, 'Redis')
        panel.set_yticks(range(len(choices)), [name for _, name in reversed(choices)])
        panel.set_xticks([])
        panel.spines['bottom'].set_visible(False)
        panel.margins(x=0.35)
    figure.suptitle('Orders a second, each safe on the disk before its answer', x=0.01, ha='left', fontweight='bold', fontsize=11)
    figure.tight_layout()
    return figure


def bar(panel, place, measured, colour, name):
    if not measured:
        return
    panel.barh(place, measured['median'], height=0.34, color=colour)
    panel.annotate(f'{name}  {measured["median"]:,.0f}', (measured['median'], place), (5, 0), textcoords='offset points',
                   va='center', color=colour, fontsize=9)


def acks(results):
    """How long an answer takes at a hundred orders a second: every percentile, the rare slow ones as wide as the rest."""
    options = {'tills': 8, 'per_second': 100, 'confirm': True}
    lines = [(f'floor: {PACED_SYNC}', 'ack_ms', FLOOR, 'fdatasync alone'),
             (f'hub: {redis_name(**options)}', 'ack_ms', THEIRS, 'Redis: ack'),
             (f'hub: {name_of(**options)}', 'ack_ms', OURS, 'hub: ack'),
             (f'hub: {name_of(**options, tls=True)}', 'ack_ms', OURS, 'hub: ack, TLS')]
    lines = [(key, metric, colour, name) for key, metric, colour, name in lines if results.summary(key, metric)]
    if not lines:
        return None
    figure, axes = plt.subplots(figsize=(9, 4.6))
    percents = [0, 25, 50, 75, 90, 95, 98, 99, 99.5, 99.8, 99.9]
    ends = []
    for key, metric, colour, name in lines:
        pooled = sorted(sample for samples in results.rounds(key, metric) for sample in samples)
        values = [percentile(pooled, percent) for percent in percents]
        axes.plot([nines(percent) for percent in percents], values, color=colour, linewidth=2,
                  linestyle='--' if 'TLS' in name else '-')
        ends.append((values[-1], name, colour))
    axes.set_yscale('log')
    name_ends(axes, nines(percents[-1]), ends)
    axes.set_xticks([nines(percent) for percent in (0, 50, 90, 99, 99.9)], ['fastest', 'p50', 'p90', 'p99', 'p99.9'])
    axes.yaxis.set_major_formatter(lambda value, _: f'{value:g} ms')
    axes.yaxis.set_minor_formatter('')
    axes.grid(axis='y', color=FAINT)
    axes.set_axisbelow(True)
    axes.set_title('Answers at 100 orders a second, 8 POS and 4 screens that confirm')
    return figure


def nines(percent):
    return -math.log10(1 - percent / 100)


def name_ends(axes, x, ends, apart=0.055):
    """A name at the end of each line, moved apart where they would lie on each other."""
    low, high = (math.log10(limit) for limit in axes.get_ylim())
    place = -1.0
    for value, name, colour in sorted(ends):
        place = max((math.log10(value) - low) / (high - low), place + apart)
        axes.annotate(name, (x, place), (8, 0), xycoords=('data', 'axes fraction'), textcoords='offset points', va='center',
                      color=colour, annotation_clip=False)


def load(results):
    """What an order costs the hub, by how much is going on."""
    figure, axes = plt.subplots(figsize=(7.5, 3.6))
    drawn = False
    for open_ones, colour, name in ((True, THEIRS, 'open'), (False, OURS, 'served before')):
        told = [(count, results.summary(f'load: {load_name(count, open_ones)}', 'server_cpu_us_per_order')) for count in BEFORE]
        told = [(count, figure_) for count, figure_ in told if figure_]
        if not told:
            continue
        drawn = True
        axes.plot([count for count, _ in told], [each['median'] for _, each in told], 'o-', color=colour, linewidth=2)
        axes.fill_between([count for count, _ in told], [each['low'] for _, each in told],
                          [each['high'] for _, each in told], color=colour, alpha=0.12, linewidth=0)
        axes.annotate(name, (told[-1][0], told[-1][1]['median']), (10, 0), textcoords='offset points', va='center', color=colour)
    if not drawn:
        plt.close(figure)
        return None
    axes.set_xscale('log')
    axes.set_ylim(bottom=0)
    axes.set_xticks(BEFORE, [f'{count:,}' for count in BEFORE])
    axes.set_xticks([], minor=True)
    axes.set_xlabel('orders that are there already')
    axes.yaxis.set_major_formatter(lambda value, _: f'{value:g} µs')
    axes.grid(axis='y', color=FAINT)
    axes.set_axisbelow(True)
    axes.set_title('Processor of the hub for one order and its serving')
    return figure


PLOTS = [('goals', 'goals', 'How far each figure is from its limit', goals),
         ('hub', 'saturation', 'Orders a second, hub and Redis', saturation),
         ('hub', 'acks', 'Answers at 100 orders a second', acks),
         ('load', 'load', 'What an order costs, by how much is going on', load)]


def draw_all(results, directory, kind='svg'):
    """Writes what can be drawn; by group the titles and file names."""
    drawn = {}
    with plt.rc_context(STYLE):
        for group, name, title, plot in PLOTS:
            figure = plot(results)
            if figure is None:
                continue
            path = pathlib.Path(directory) / f'bench-{name}.{kind}'
            figure.savefig(path, format=kind, bbox_inches='tight', metadata={'Date': None} if kind == 'svg' else None)
            plt.close(figure)
            drawn.setdefault(group, []).append((title, path))
    return drawn
