"""Figures out of raw samples.

A result is one cell's samples, round by round. Its median is that of its rounds' medians, with the lowest and the
highest of them beside it; tails are of all samples together. A ratio compares two cells within each round before
rounds are put together: what slows the machine for a minute then slows both sides.
"""
import statistics


def percentile(values, percent):
    """The smallest value that at least `percent` of a hundred are not above."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError('no samples')
    place = -(-percent * len(ordered) // 100)  # rounded up
    return ordered[max(0, int(place) - 1)]


def spread(values):
    return {'median': statistics.median(values), 'low': min(values), 'high': max(values)}


def summary(rounds):
    """Of one metric: `rounds` holds the samples of each round."""
    pooled = [sample for samples in rounds for sample in samples]
    return {**spread([statistics.median(samples) for samples in rounds]), 'samples': len(pooled),
            'p50': percentile(pooled, 50), 'p99': percentile(pooled, 99), 'p99.9': percentile(pooled, 99.9)}


def thinned(samples, most):
    """At most so many of them in rising order, evenly chosen and with both ends, so that percentiles stay."""
    ordered = sorted(samples)
    if len(ordered) <= most:
        return ordered
    step = (len(ordered) - 1) / (most - 1)
    return [ordered[round(i * step)] for i in range(most)]


def interleaved(cells, rounds_of):
    """(round, cell) in the order in which they run: A B C, A B C, … each cell as often as it wants."""
    most = max((rounds_of(cell) for cell in cells), default=0)
    return [(number, cell) for number in range(most) for cell in cells if number < rounds_of(cell)]


class Results:
    """What a run has measured: by cell, a list of rounds, each {metric: samples}; a round that failed is empty."""

    def __init__(self, by_cell):
        self.by_cell = by_cell

    def cells(self):
        return [key for key, rounds in self.by_cell.items() if any(rounds)]

    def metrics(self, key):
        return list(dict.fromkeys(metric for measured in self.by_cell.get(key, []) for metric in measured))

    def rounds(self, key, metric):
        return [measured[metric] for measured in self.by_cell.get(key, []) if measured.get(metric)]

    def summary(self, key, metric):
        """None where nothing was measured."""
        rounds = self.rounds(key, metric)
        return summary(rounds) if rounds else None

    def ratio(self, key, metric, reference, reference_metric=None, percent=50, reference_percent=None):
        """How often the reference goes into the cell, in the rounds that both have; None where there are none."""
        each = []
        for mine, theirs in zip(self.by_cell.get(key, []), self.by_cell.get(reference, [])):
            samples, others = mine.get(metric), theirs.get(reference_metric or metric)
            if samples and others and percentile(others, reference_percent or percent) > 0:
                each.append(percentile(samples, percent) / percentile(others, reference_percent or percent))
        return spread(each) if each else None
