"""What a long life costs: the same busy days again and again, and then the journal's size, a start and an ack. The hub
keeps 90 days, as it comes; the ids of orders it keeps for ever."""
import functools
import json

from cell import Cell
from pasts import cool, journal_sizes, past, start_ms

ORDERS_PER_S = 100


def life(world, days):
    room = past(world, days, forget=True)
    sizes = {metric: [value] for metric, value in journal_sizes(room).items()}
    warm = start_ms(world, room, changes=())
    cool(room)
    cold = start_ms(world, room, changes=())
    with world.hub(room) as hub:
        measured = json.loads(world.output_of(
            ['bench-clients', 'hub', '--to', hub.url, '--per-second', ORDERS_PER_S, '--seconds', world.seconds], 120))
        resident = hub.rss_mb()
    return {**sizes, 'serving_warm_ms': [warm], 'serving_cold_ms': [cold], 'ack_ms': measured['ack_ms'],
            'hub_rss_mb': [resident]}


def cells():
    return [Cell('growth', f'{days} days of {350} orders in the busiest hour', functools.partial(life, days=days))
            for days in (1, 30, 90, 365)]
