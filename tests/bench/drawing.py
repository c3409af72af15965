"""How the plots look: colours, letters, and the three forms they are made of."""
import math

import matplotlib

matplotlib.use('svg')
import matplotlib.pyplot as plt  # noqa: E402

OURS, THEIRS, FLOOR, FAINT, INK = '#0b6e4f', '#c44536', '#8a8f98', '#dcdfe4', '#22262c'
STYLE = {
    'font.family': 'sans-serif', 'font.sans-serif': ['DejaVu Sans', 'sans-serif'], 'font.size': 10, 'text.color': INK,
    'axes.labelcolor': INK, 'xtick.color': INK, 'ytick.color': INK, 'axes.edgecolor': FAINT, 'axes.spines.top': False,
    'axes.spines.right': False, 'axes.spines.left': False, 'axes.titlelocation': 'left', 'axes.titlesize': 11,
    'axes.titleweight': 'bold', 'axes.titlepad': 12, 'xtick.major.size': 0, 'ytick.major.size': 0,
    'xtick.minor.size': 0, 'ytick.minor.size': 0, 'svg.fonttype': 'none', 'svg.hashsalt': 'brigade',
    'figure.facecolor': 'white'}


def bar(panel, place, measured, colour, name):
    if not measured:
        return
    panel.barh(place, measured['median'], height=0.34, color=colour)
    panel.annotate(f'{name}  {measured["median"]:,.0f}', (measured['median'], place), (5, 0),
                   textcoords='offset points', va='center', color=colour, fontsize=9)


def nines(percent):
    return -math.log10(1 - percent / 100)


def name_ends(axes, x, ends, apart=0.06):
    """A name at the end of each line, moved apart where they would lie on each other."""
    axes.set_ylim(axes.get_ylim())  # from here on it stays
    place = -1.0
    for value, name, colour in sorted(ends):
        height = axes.transAxes.inverted().transform(axes.transData.transform((x, value)))[1]
        place = max(height, place + apart)
        axes.annotate(name, (x, place), (10, 0), xycoords=('data', 'axes fraction'), textcoords='offset points',
                      va='center', color=colour, annotation_clip=False)


def lines_over(axes, choices, lines, unit):
    """Medians with the rounds' spread over `choices`; `lines` are (name, colour, one summary for each choice). False:
    there is nothing to draw."""
    ends = []
    for name, colour, measured in lines:
        told = [(choice, figure) for choice, figure in zip(choices, measured) if figure]
        if not told:
            continue
        places, figures = zip(*told)
        axes.plot(places, [figure['median'] for figure in figures], 'o-', color=colour, linewidth=2)
        axes.fill_between(places, [figure['low'] for figure in figures], [figure['high'] for figure in figures],
                          color=colour, alpha=0.12, linewidth=0)
        ends.append((places[-1], figures[-1]['median'], name, colour))
    if not ends:
        return False
    axes.set_xscale('log')
    axes.set_ylim(bottom=0)
    axes.set_xticks(choices, [f'{choice:,}' for choice in choices])
    axes.set_xticks([], minor=True)
    axes.yaxis.set_major_formatter(lambda value, _: f'{value:g} {unit}')
    axes.grid(axis='y', color=FAINT)
    axes.set_axisbelow(True)
    name_ends(axes, max(x for x, *_ in ends), [end[1:] for end in ends])
    return True


def lines_figure(results, title, below, choices, lines, unit):
    """One plot of lines; `lines` are (name, colour, metric, the key of each choice's cell)."""
    figure, axes = plt.subplots(figsize=(7.5, 3.6))
    measured = [(name, colour, [results.summary(key, metric) for key in keys]) for name, colour, metric, keys in lines]
    if not lines_over(axes, choices, measured, unit):
        plt.close(figure)
        return None
    axes.set_title(title)
    axes.set_xlabel(below)
    return figure
