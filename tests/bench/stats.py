"""Figures out of raw samples. A result is one cell's samples, round by round; medians are of rounds, tails are of all
samples together, and a ratio compares two cells within each round before rounds are put together: what slows the
machine for a minute then slows both sides."""
import statistics


def percentile(values, percent):
    """The smallest value that at least `percent` of a hundred are not above."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError('no samples')
    place = -(-percent * len(ordered) // 100)  # rounded up
    return ordered[max(0, int(place) - 1)]


def summary(rounds):
    """Of one metric: `rounds` holds the samples of each round."""
    medians = [statistics.median(samples) for samples in rounds]
    pooled = [sample for samples in rounds for sample in samples]
    return {'median': statistics.median(medians), 'low': min(medians), 'high': max(medians), 'samples': len(pooled),
            'p50': percentile(pooled, 50), 'p99': percentile(pooled, 99), 'p99.9': percentile(pooled, 99.9)}


def ratio(rounds, reference_rounds, percent=50):
    """How often the reference goes into a cell: median, lowest and highest of the rounds that both have."""
    each = [percentile(mine, percent) / percentile(theirs, percent)
            for mine, theirs in zip(rounds, reference_rounds)]
    return {'median': statistics.median(each), 'low': min(each), 'high': max(each)}


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
