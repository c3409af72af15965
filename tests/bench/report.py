"""docs/benchmarks.md out of a run: the goals first, then every cell, ratios before times."""
from goals import GOALS
from stats import Results

INTRODUCTION = '''# Benchmarks

What `./bench` has measured: everything in one run, each cell in rounds that take turns with all others, so that a noisy
minute hits all alike. **Ratios are the result**; times are this machine's. A ratio is the median of the rounds' own
ratios, with the lowest and the highest of them in brackets; a time is the median of the rounds' medians, or percentiles
of all samples together. What was tried to make it faster, and what came of it: [performance.md](performance.md).
'''

GROUPS = {'floor': 'The floor', 'hub': 'The hub', 'load': 'Much going on', 'glass': 'The glass',
          'recovery': 'Coming back', 'growth': 'A long life'}

# A metric, what a reader calls it, and how many of it make one of what is shown.
METRICS = {
    'orders_per_s': ('orders/s', 1), 'ack_ms': ('ack, ms', 1), 'fanout_ms': ('fan-out, ms', 1),
    'server_cpu_us_per_order': ('server\'s processor, µs an order', 1),
    'client_cpu_us_per_order': ('clients\' processor, µs an order', 1),
    'disk_bytes_per_order': ('written, KB an order', 1024), 'wire_bytes_per_order': ('on the wire, KB an order', 1024),
    'rss_mb': ('resident, MB', 1),
}
COMPARED = [('orders_per_s', 50), ('ack_ms', 50), ('ack_ms', 99), ('server_cpu_us_per_order', 50), ('whole_ms', 50),
            ('serving_cold_ms', 50), ('journal_mb', 50)]


def number(value):
    """Three digits that mean something."""
    if value == 0:
        return '0'
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 3
    return f'{value:,.{digits}f}'


def with_spread(figure):
    return f'{number(figure["median"])} ({number(figure["low"])}–{number(figure["high"])})'


def table(heads, rows):
    lines = ['| ' + ' | '.join(heads) + ' |', '|' + '---|' * len(heads)]
    return '\n'.join(lines + ['| ' + ' | '.join(row) + ' |' for row in rows])


def goal_table(results, goals):
    rows = []
    for goal in goals:
        figure = goal.figure(results)
        limit = f'{"≥" if goal.at_least else "≤"} {goal.limit:,.4g} {goal.unit}'
        if figure is None:
            rows.append([goal.text, limit, 'not measured', ''])
        else:
            rows.append([goal.text, limit, f'{with_spread(figure)} {goal.unit}',
                         'met' if goal.met(figure) else '**not met**'])
    return table(['goal', 'limit', 'figure', ''], rows)


def ratio_table(results, cells):
    """Of the cells that have a reference: what is compared, and how often the reference goes into each."""
    compared = [(metric, percent) for metric, percent in COMPARED
                if any(cell['reference'] and results.ratio(cell['key'], metric, cell['reference']) for cell in cells)]
    rows = []
    for cell in cells:
        if not cell['reference']:
            continue
        ratios = [results.ratio(cell['key'], metric, cell['reference'], percent=percent)
                  for metric, percent in compared]
        if any(ratios):
            rows.append([cell['name'], name_of_reference(cell),
                         *[with_spread(ratio) + ' ×' if ratio else '' for ratio in ratios]])
    heads = ['', 'against', *[heading(metric).split(',')[0] + (f' p{percent}' if metric.endswith('_ms') else '')
                              for metric, percent in compared]]
    return table(heads, rows) if rows else ''


def name_of_reference(cell):
    """Without its group, and without what it has in common: "Redis" where it does the same."""
    name = cell['reference'].split(': ', 1)[1]
    return name.removesuffix(f', {cell["name"]}')


def heading(metric):
    return METRICS.get(metric, (metric.replace('_', ' '), 1))[0]


def shown(results, key, metric):
    figure = results.summary(key, metric)
    if figure is None:
        return ''
    scale = METRICS.get(metric, ('', 1))[1]
    if figure['samples'] > 2 * len(results.rounds(key, metric)):
        return ' / '.join(number(figure[name] / scale) for name in ('p50', 'p99', 'p99.9'))
    return number(figure['median'] / scale)


def figure_table(results, cells):
    metrics = list(dict.fromkeys(metric for cell in cells for metric in results.metrics(cell['key'])))
    rows = [[cell['name'], *[shown(results, cell['key'], metric) for metric in metrics]] for cell in cells]
    return table(['', *[heading(metric) for metric in metrics]], rows)


def group_text(results, title, cells, words):
    parts = [f'## {title}', words.strip(), ratio_table(results, cells),
             'Times and sizes; with many samples p50 / p99 / p99.9:', figure_table(results, cells)]
    return '\n\n'.join(part for part in parts if part)


def machine_table(record):
    return table(['', ''], [[name, value] for name, value in record['machine'].items()])


def groups_of(record, results):
    """Group, title and cells of what was measured, in the order of the page."""
    for group, title in GROUPS.items():
        cells = [cell for cell in record['cells'] if cell['group'] == group and results.metrics(cell['key'])]
        if cells:
            yield group, title, cells


def tables(record):
    """What a person at a terminal wants to see of a run."""
    results = Results(record['results'])
    parts = [group_text(results, title, cells, '') for _, title, cells in groups_of(record, results)]
    goals = [goal for goal in GOALS if goal.figure(results)]
    return '\n\n'.join([*parts, *(['## The goals', goal_table(results, goals)] if goals else [])])


def report(record, images, about):
    """`images` are the plots by group; `about` is what each group's module says of itself."""
    results = Results(record['results'])
    parts = [INTRODUCTION, '## The goals', goal_table(results, GOALS), *picture_lines(images.get('goals', []))]
    for group, title, cells in groups_of(record, results):
        parts += [group_text(results, title, cells, about.get(group, '')), *picture_lines(images.get(group, []))]
    parts += ['## The machine', machine_table(record)]
    return '\n\n'.join(part.strip() for part in parts) + '\n'


def picture_lines(pictures):
    return [f'![{title}]({path})' for title, path in pictures]
