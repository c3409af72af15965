"""Pictures of a run, for people: few colours, every line and bar named where it is, nothing that says nothing.

Each plot is made where its cells were measured. Text stays text in the SVG, and the same run gives the same bytes.
"""
import pathlib

from cells_floor import PACED_SYNC
from cells_hub import SIZES, name_of, redis_name
from cells_load import BEFORE
from cells_load import name_of as load_name
from drawing import FAINT, FLOOR, INK, OURS, STYLE, THEIRS, bar, lines_figure, name_ends, nines, plt
from goals import GOALS
from report import number
from stats import percentile


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
        axes.plot([min(shares), max(shares)], [place, place], color=colour, linewidth=5, alpha=0.3,
                  solid_capstyle='round')
        axes.plot(shares[0], place, 'o', color=colour, markersize=7)
        axes.annotate(f'{number(measured["median"])} {goal.unit}', (1.02, place), xycoords=('axes fraction', 'data'),
                      va='center', color=colour)
    axes.axvline(1, color=INK, linewidth=1)
    axes.set_xscale('log')
    axes.set_yticks(range(len(told)), [goal.text for goal, _ in reversed(told)])
    axes.set_xticks([])
    axes.set_xticks([], minor=True)
    axes.spines['bottom'].set_visible(False)
    axes.annotate('met', (1, len(told) - 0.5), (-8, 0), textcoords='offset points', ha='right', annotation_clip=False)
    axes.annotate('not met', (1, len(told) - 0.5), (8, 0), textcoords='offset points', annotation_clip=False)
    axes.margins(x=0.1)
    return figure


def share_of(goal, value):
    """Of the limit, so that less is better."""
    value = max(value, 1e-6)
    return goal.limit / value if goal.at_least else value / goal.limit


def saturation(results):
    """Orders a second of hub and Redis, as each axis is varied alone."""
    axes_of = [('POS terminals, with 4 stations', [({'tills': n}, str(n)) for n in (1, 8, 64)]),
               ('stations, with 64 POS', [({'readers': n}, str(n)) for n in (0, 4, 16)]),
               ('an order\'s size, with 8 POS and 4 stations',
                [({'tills': 8, 'bytes': n}, name) for n, name in SIZES.items()])]
    if not results.summary(f'hub: {name_of()}', 'orders_per_s'):
        return None
    figure, panels = plt.subplots(1, 3, figsize=(10, 3.4), sharex=True)
    for panel, (title, choices) in zip(panels, axes_of):
        panel.set_title(title, fontweight='normal')
        for place, (options, name) in enumerate(reversed(choices)):
            bar(panel, place + 0.19, results.summary(f'hub: {name_of(**options)}', 'orders_per_s'), OURS, 'hub')
            bar(panel, place - 0.19, results.summary(f'hub: {redis_name(**options)}', 'orders_per_s'), THEIRS, 'Redis')
        panel.set_yticks(range(len(choices)), [name for _, name in reversed(choices)])
        panel.set_ylim(-0.6, len(choices) - 0.4)
        panel.set_xticks([])
        panel.spines['bottom'].set_visible(False)
        panel.margins(x=0.35)
    figure.suptitle('Orders a second, each safe on the disk before its answer', x=0.01, ha='left', fontweight='bold',
                    fontsize=11)
    figure.tight_layout()
    return figure


def acks(results):
    """How long an answer takes at a hundred orders a second, the rare slow ones as wide as all others."""
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


def load(results):
    lines = [(name, colour, 'server_cpu_us_per_order', [f'load: {load_name(count, open_ones)}' for count in BEFORE])
             for open_ones, colour, name in ((True, THEIRS, 'still open'), (False, OURS, 'served before'))]
    return lines_figure(results, 'Processor of the hub for one order and its serving', 'orders that are there already',
                        BEFORE, lines, 'µs')


def pictures(results):
    tickets = [5, 24, 60, 120, 300]
    lines = [(f'{panel}, {what}', colour, metric,
              [f'glass: a picture of {count} tickets, {panel}' for count in tickets])
             for panel, colour in (('1920x1080', OURS), ('1280x720', THEIRS))
             for metric, what in (('whole_ms', 'drawn whole'), ('second_ms', 'a second later'))]
    return lines_figure(results, 'A screen\'s picture in software', 'tickets', tickets, lines, 'ms')


def starts(results):
    events = [10_000, 100_000, 1_000_000]
    lines = [(name, colour, 'serving_cold_ms',
              [f'recovery: a hub starts on {count:,} events{rest}' for count in events])
             for name, colour, rest in (('a snapshot', OURS, ''), ('no snapshot', THEIRS, ' without a snapshot'))]
    return lines_figure(results, 'From a hub\'s start until it serves, nothing in the cache', 'events in the journal',
                        events, lines, 'ms')


def growth(results):
    days = [1, 30, 90, 365]
    keys = ['growth: 1 day', *[f'growth: {count} days' for count in days[1:]]]
    lines = [('journal', OURS, 'journal_mb', keys), ('of it order ids', THEIRS, 'order_ids_mb', keys)]
    return lines_figure(results, 'A journal that keeps 90 days', 'days, each with 350 orders in its busiest hour', days,
                        lines, 'MB')


PLOTS = [('goals', 'goals', 'How far each figure is from its limit', goals),
         ('hub', 'saturation', 'Orders a second, hub and Redis', saturation),
         ('hub', 'acks', 'Answers at 100 orders a second', acks),
         ('load', 'load', 'What an order costs, by how much is going on', load),
         ('glass', 'pictures', 'What a picture costs, by the number of tickets', pictures),
         ('recovery', 'starts', 'How long a start takes, by the length of the journal', starts),
         ('growth', 'growth', 'How the journal grows', growth)]


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
