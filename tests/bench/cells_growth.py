"""What a long life costs: the same days of 350 orders in the busiest hour, again and again, and then the journal's
size, a start and an ack. The hub keeps 90 days, as it comes; the ids of orders it keeps for ever."""
import functools

from cell import Cell
from clients import hub_clients
from pasts import cool, journal_sizes, past, start_ms

ORDERS_PER_S = 100


def life(world, days):
    room = past(world, days, forget=True)
    if (sizes := f'{room.name}: sizes') not in world.kept:  # before anything has been measured on it
        world.kept[sizes] = {metric: [size] for metric, size in journal_sizes(room).items()}
    warm = start_ms(world, room, changes=())
    cool(room)
    cold = start_ms(world, room, changes=())
    with world.hub(room) as hub:
        measured = hub_clients(world, hub, per_second=ORDERS_PER_S)
    return {**world.kept[sizes], 'serving_warm_ms': [warm], 'serving_cold_ms': [cold], 'ack_ms': measured['ack_ms'],
            'rss_mb': measured['rss_mb']}


def name_of(days):
    return '1 day' if days == 1 else f'{days} days'


def cells():
    return [Cell('growth', name_of(days), functools.partial(life, days=days),
                 reference='' if days == 1 else f'growth: {name_of(1)}') for days in (1, 30, 90, 365)]
