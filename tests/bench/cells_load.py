"""What an order costs when much is going on: with few and with many orders open, and early and late in a day.

One POS sends an order, an expo serves it, and then comes the next, so that as many stay open as there were; four
stations follow. What was there before is made first, and the managers' figures of it as well: they are the hub's
work of the minutes before, not of these orders.
"""
import functools

from cell import Cell
from clients import hub_clients

ORDERS_A_SECOND = 60  # so many are measured for each second that a round may take
BEFORE = [10, 1_000, 10_000]


def name_of(orders, open_ones):
    return f'{orders:,} orders {"open" if open_ones else "in the day"}'


def an_order(world, orders, open_ones):
    with world.used('load') as directory, world.hub(directory) as hub:
        hub_clients(world, hub, tills=8, in_hand=8, orders=orders, serve=not open_ones)
        hub.await_figures()
        measured = max(5, round(world.seconds * ORDERS_A_SECOND))
        return hub_clients(world, hub, tills=1, readers=4, orders=measured, serve=True)


def cells():
    return [Cell('load', name_of(orders, open_ones), functools.partial(an_order, orders=orders, open_ones=open_ones),
                 quick=not open_ones and orders == BEFORE[-1],
                 reference='' if orders == BEFORE[0] else f'load: {name_of(BEFORE[0], open_ones)}')
            for open_ones in (True, False) for orders in BEFORE]
