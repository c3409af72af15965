"""What an order costs at the hub, beside Redis Streams on the same disk with the same clients.

All combinations of 1, 8 and 64 POS, 0, 4 and 16 stations, three sizes of orders, two paces, with and without TLS would
take many hours. What is measured instead: each of them varied alone around a centre, and the corners that are
furthest from it.

- Closed loop (each POS sends its next order when the last is acked), around 64 POS, 4 stations and 1 KB: how much the
  hub can do. The stations only follow, as Redis's readers only read; Redis does the same cells in the same round. Sizes
  are varied with 8 POS: 64 of 8 KB fill a megabyte between two looks of a screen, and the hub then lets it go.
- 100 orders a second (more than any kitchen), around 8 POS, 4 stations and 1 KB: how long an ack takes. The stations
  confirm what they have shown, sixty times a second, as screens do. Measured against an fdatasync at the same pace.

Redis has `appendonly yes`, `appendfsync always`, no snapshots, and all else as it comes from Debian. An order is an
XADD of the same bytes; readers block in XREAD. Where stations confirm, each of Redis's readers is a consumer group of
its own and acknowledges what it has read (XREADGROUP, XACK), which Redis keeps as safe as the orders.

Terminals over TLS know the hub by its key and are known by their names, as programs of this machine may be: 64 with one
token would each be told of all orders, and a token is looked at once in the life of a connection.
"""
import functools

from cell import Cell
from cells_floor import PACE, PACED_SYNC
from clients import clients, hub_clients
from redis_server import RedisServer

SIZES = {400: '400 bytes', 1024: '1 KB', 8192: '8 KB'}


def at_hub(world, tls, **options):
    with world.used('hub') as directory, world.hub(directory, tls=tls) as hub:
        return hub_clients(world, hub, tls=tls, **options)


def at_redis(world, **options):
    with world.used('redis') as directory, RedisServer(directory) as redis:
        return clients(world, 'redis', redis.address, redis, **options)


def name_of(tills=64, readers=4, bytes=1024, per_second=0, confirm=False, tls=False):
    parts = [f'{tills} POS', f'{readers} stations', SIZES[bytes],
             f'{per_second} orders/s' if per_second else 'closed loop', *(['confirming'] if confirm else []),
             *(['TLS'] if tls else [])]
    return ', '.join(parts)


def redis_name(**options):
    return f'Redis, {name_of(**options)}'


def with_redis(quick=False, **options):
    """A cell of the hub and the same of Redis, which it is measured against."""
    filled = {'tills': 64, 'readers': 4, 'bytes': 1024, **options}
    return [Cell('hub', redis_name(**options), functools.partial(at_redis, **filled)),
            Cell('hub', name_of(**options), functools.partial(at_hub, tls=False, **filled), quick,
                 reference=f'hub: {redis_name(**options)}')]


def alone(reference, **options):
    filled = {'tills': 64, 'readers': 4, 'bytes': 1024, 'tls': False, **options}
    return Cell('hub', name_of(**options), functools.partial(at_hub, **filled), reference=reference)


def paced(quick=False, **options):
    options = {'tills': 8, 'per_second': PACE, 'confirm': True, **options}
    filled = {'readers': 4, 'bytes': 1024, 'tls': False, **options}
    return Cell('hub', name_of(**options), functools.partial(at_hub, **filled), quick, reference=f'floor: {PACED_SYNC}')


def closed_loops():
    return [*with_redis(quick=True),
            *with_redis(tills=1), *with_redis(tills=8),
            *with_redis(readers=0), *with_redis(readers=16),
            *with_redis(tills=8, bytes=400), *with_redis(tills=8, bytes=8192),
            *with_redis(tills=1, readers=0, bytes=400),
            *with_redis(quick=True, confirm=True),
            alone(f'hub: {name_of()}', tls=True),
            alone(f'hub: {name_of(tills=1)}', tills=1, tls=True),
            alone(f'hub: {name_of(tills=8)}', tills=8, readers=16, bytes=8192, confirm=True, tls=True)]


def paces():
    redis = {'tills': 8, 'per_second': PACE, 'confirm': True}
    return [paced(quick=True), paced(tills=1), paced(tills=64),
            paced(readers=0, confirm=False), paced(confirm=False), paced(readers=16),
            paced(bytes=400), paced(bytes=8192), paced(tls=True),
            paced(tills=64, readers=16, bytes=8192, tls=True),
            Cell('hub', redis_name(**redis), functools.partial(at_redis, readers=4, bytes=1024, **redis),
                 reference=f'floor: {PACED_SYNC}')]


def cells():
    return closed_loops() + paces()
