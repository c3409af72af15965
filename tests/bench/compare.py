"""Two runs side by side, such as those of two commits: what has become faster or slower, and by how much.

Times of two runs differ by what else the machine did, too. So beside each metric stands the same one measured against
its reference, which had the same minute: where both moved alike, it was the program. A change is in bold where the
rounds of the two runs do not meet.
"""
from report import heading, number, table
from stats import Results


def change(old, new):
    return f'{new / old:.2f} ×' if old else ''


def row(cell, metric, percent, old, new):
    figures = [results.summary(cell['key'], metric) for results in (old, new)]
    if None in figures:
        return None
    before, after = [percentile_of(figure, percent) for figure in figures]
    against = [results.ratio(cell['key'], metric, cell['reference'], percent=percent) for results in (old, new)]
    both = '' if None in against else change(against[0]['median'], against[1]['median'])
    name = heading(metric) + (f' p{percent}' if metric.endswith('_ms') else '')
    changed = change(before, after)
    if percent == 50 and changed and are_apart(*figures):
        changed = f'**{changed}**'
    return [cell['key'], name, number(before), number(after), changed, both]


def are_apart(one, other):
    return one['high'] < other['low'] or other['high'] < one['low']


def percentile_of(figure, percent):
    return figure['median'] if percent == 50 else figure[f'p{percent}']


def wanted(results, key):
    """All that were measured; of what is timed one by one the tail as well."""
    tails = [(metric, 99) for metric in results.metrics(key) if metric.endswith('_ms')]
    return [(metric, 50) for metric in results.metrics(key)] + tails


def comparison(old_record, new_record):
    old, new = Results(old_record['results']), Results(new_record['results'])
    rows = [row(cell, metric, percent, old, new)
            for cell in new_record['cells'] for metric, percent in wanted(new, cell['key'])]
    told = f'{old_record["machine"]["commit"]} → {new_record["machine"]["commit"]}'
    return f'{told}\n\n' + table(['cell', 'metric', 'old', 'new', 'new/old', 'against its reference'],
                                 [each for each in rows if each])
