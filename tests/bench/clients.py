"""The clients that measure (bench-clients): whoever talks to a hub, to an echo or to Redis, in a process of its own."""
import json

from programs import PATIENCE_S


def clients(world, kind, to, server, *, orders=None, seconds=None, tls=False, **options):
    """Samples of one run against the program `server`, which serves at `to`. `options` are those of bench-clients
    with an underscore for each dash: tills, readers, bytes, per_second, in_hand, confirm, serve. A run ends by time,
    unless `orders` says after how many."""
    seconds = seconds or world.seconds
    arguments = ['bench-clients', kind, '--to', to, '--watch', server.pid, '--seconds', seconds,
                 '--warm', min(1, seconds / 4)]
    if orders:
        arguments += ['--orders', orders]
    if tls:
        arguments += ['--pin', server.pin]
    for name, value in options.items():
        if value:
            arguments += [f'--{name.replace("_", "-")}', *([] if value is True else [value])]
    return json.loads(world.output_of(arguments, seconds + PATIENCE_S))


def hub_clients(world, hub, tls=False, **options):
    return clients(world, 'hub', hub.tls_url if tls else hub.url, hub, tls=tls, **options)
