"""A run that nobody has measured: every cell with plausible samples, from one number. For the scenarios of this
directory, and to look at the plots while they are being changed."""
import random

import bench

TYPICAL = {'orders_per_s': 5000, 'ack_ms': 2, 'fanout_ms': 2.4, 'server_cpu_us_per_order': 90,
           'client_cpu_us_per_order': 40, 'disk_bytes_per_order': 9000, 'wire_bytes_per_order': 7000, 'rss_mb': 24}
SAMPLES = 400  # of what is timed one by one


def made_up_record(seed=1, rounds=3):
    chance = random.Random(seed)
    cells = bench.all_cells()

    def samples(metric, slow):
        typical = TYPICAL[metric] * slow
        if not metric.endswith('_ms'):
            return [typical * chance.uniform(0.9, 1.1)]
        return sorted(typical * chance.lognormvariate(0, 0.4) for _ in range(SAMPLES))

    def measured():
        slow = chance.uniform(0.6, 1.6)
        return [{metric: samples(metric, slow) for metric in TYPICAL} for _ in range(rounds)]

    return {'machine': {'commit': f'made up of {seed}', 'processor': 'none'}, 'quick': False, 'seconds': 5,
            'cells': [bench.described(cell) for cell in cells], 'results': {cell.key: measured() for cell in cells}}
