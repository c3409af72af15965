"""The figures that Brigade is to reach, as ratios of one run wherever another machine would give another time.

Each goal says how it is computed from the cells; where these were not measured it has no figure. Its spread is that of
the rounds.
"""
from dataclasses import dataclass
from typing import Callable

from cells_floor import PACED_SYNC
from cells_hub import name_of, redis_name
from stats import Results, percentile, spread

FRAME_MS = 1000 / 60

SYNC = f'floor: {PACED_SYNC}'
KITCHEN = f'hub: {name_of(tills=8, per_second=100, confirm=True)}'
RUSH, REDIS = f'hub: {name_of()}', f'hub: {redis_name()}'
SHOWING, REDIS_SHOWING = f'hub: {name_of(confirm=True)}', f'hub: {redis_name(confirm=True)}'
GLASS = 'glass: an order to the glass, 1920x1080'
BUSY_SCREEN, IDLE_SCREEN = 'glass: nothing happens, 24 tickets', 'glass: nothing happens, 0 tickets'
PICTURE = 'glass: a picture of 24 tickets, 1920x1080'
LONG_DAY, SHORT_DAY = 'load: 10,000 orders in the day', 'load: 10 orders in the day'


@dataclass(frozen=True)
class Goal:
    text: str
    limit: float
    unit: str                                   # "×", "ms", "MB", "% of a core"
    figure: Callable[[Results], dict | None]    # median, low and high; None: not measured
    at_least: bool = False

    def met(self, figure):
        return figure['median'] >= self.limit if self.at_least else figure['median'] <= self.limit


def ratio(key, metric, reference, percent=50, **more):
    return lambda results: results.ratio(key, metric, reference, percent=percent, **more)


def each_round(key, metric, percent=50):
    def figure(results):
        rounds = results.rounds(key, metric)
        return spread([percentile(samples, percent) for samples in rounds]) if rounds else None
    return figure


GOALS = [
    Goal('Ack at 100 orders/s, p50, against an fdatasync at that pace', 2.0, '×', ratio(KITCHEN, 'ack_ms', SYNC)),
    Goal('Ack at 100 orders/s, p99, against an fdatasync at that pace', 1.5, '×', ratio(KITCHEN, 'ack_ms', SYNC, 99)),
    Goal('Orders a second of 64 POS with 4 stations, against Redis Streams with 4 readers', 1.0, '×',
         ratio(RUSH, 'orders_per_s', REDIS), at_least=True),
    Goal('Processor an order there, against Redis', 1.35, '×', ratio(RUSH, 'server_cpu_us_per_order', REDIS)),
    Goal('Orders a second where the 4 stations confirm, against readers that acknowledge', 1.0, '×',
         ratio(SHOWING, 'orders_per_s', REDIS_SHOWING), at_least=True),
    Goal('Fan-out p99 against ack p99, at 100 orders/s', 1.3, '×',
         ratio(KITCHEN, 'fanout_ms', KITCHEN, 99, reference_metric='ack_ms')),
    Goal('Fan-out p99 against ack p99, with 64 POS in a closed loop', 1.3, '×',
         ratio(RUSH, 'fanout_ms', RUSH, 99, reference_metric='ack_ms')),
    Goal('From the ack to the presented picture, p99: one frame of 60 Hz', FRAME_MS, 'ms',
         each_round(GLASS, 'glass_after_ack_ms', 99)),
    Goal('A picture of 24 tickets of 6 lines at 1920 × 1080 drawn whole in software, p50', 10, 'ms',
         each_round(PICTURE, 'whole_ms')),
    Goal('ImGui\'s part of it, p50', 0.2, 'ms', each_round(PICTURE, 'imgui_ms')),
    Goal('A screen with 24 tickets, one picture a second', 1, '% of a core',
         each_round(BUSY_SCREEN, 'screen_cpu_percent')),
    Goal('A screen with none', 0.1, '% of a core', each_round(IDLE_SCREEN, 'screen_cpu_percent')),
    Goal('Hub, resident, at 100 orders/s', 32, 'MB', each_round(KITCHEN, 'rss_mb')),
    Goal('Hub, resident, with 10,000 orders in the day', 32, 'MB', each_round(LONG_DAY, 'rss_mb')),
    Goal('Screen, resident, with 24 tickets', 48, 'MB', each_round(BUSY_SCREEN, 'screen_rss_mb')),
    Goal('From the start to serving, with a million events', 1000, 'ms',
         each_round('recovery: a hub starts on 1,000,000 events', 'serving_cold_ms')),
    Goal('Processor an order with 10,000 orders in the day, against 10', 1.2, '×',
         ratio(LONG_DAY, 'server_cpu_us_per_order', SHORT_DAY)),
    Goal('Journal of a year against that of a quarter, 90 days kept, order ids aside', 1.1, '×',
         ratio('growth: 365 days', 'journal_without_ids_mb', 'growth: 90 days')),
    Goal('Ack p50 with 10,000 orders in the day, against 10', 1.2, '×', ratio(LONG_DAY, 'ack_ms', SHORT_DAY)),
]
