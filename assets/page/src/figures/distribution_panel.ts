// How many tickets took how long, on this side of the target and beyond it.
import { count_text, t } from '../words';
import type { Distribution } from './answers';
import { chart } from './chart';
import { panel, type Panel } from './panel';
import { data_table } from './table';
import { target_text } from './tiles';
import { time_text } from './values';

const SHORTEST = 20;  // steps: a chart of three bars says less than it seems to

export function distribution_panel(): Panel & { show(answer: Distribution): void } {
  const made = panel('distribution', t('distribution'), [{ text: t('within_target'), mark: 'within' }, { text: t('over_target'), mark: 'beyond' }]);
  const drawn = chart();
  made.body.append(drawn.element);
  return { ...made, show({ step_s, target_s, steps }) {
    const last = steps.reduce((most, { tickets }, place) => (tickets > 0 ? place : most), -1);
    made.say(last < 0 ? t('no_tickets') : '');
    if (last < 0) return made.table(null);
    const shown = steps.slice(0, Math.max(last + 1, SHORTEST));
    const all = shown.reduce((sum, { tickets }) => sum + tickets, 0);
    const name = (place: number) => {
      const from_s = shown[place]?.from_s ?? 0;
      return place === steps.length - 1 ? t('longer_than', { time: time_text(from_s * 1000) }) : `${time_text(from_s * 1000)} – ${time_text((from_s + step_s) * 1000)}`;
    };
    const within = (from_s: number) => target_s === null || from_s < target_s;
    const part = (tickets: number) => `${((100 * tickets) / all).toFixed(1)}\u00a0%`;
    const every = (60 / step_s) * Math.ceil(shown.length / 24);
    drawn.show({ steps: shown.map(({ from_s }) => String(Math.round(from_s / 60))), every, unit: t('tickets'),
      target: target_s ? { value: target_s / step_s, text: t('target', { target: target_text(target_s) }), across: false } : undefined,
      lines: [
        { colour: '--median', width: 0, bars: true, values: shown.map(({ from_s, tickets }) => (within(from_s) ? tickets : null)) },
        { colour: '--over', width: 0, bars: true, values: shown.map(({ from_s, tickets }) => (within(from_s) ? null : tickets)) },
      ],
      tip: (place) => [name(place), t('tickets_count', { count: count_text(shown[place]?.tickets ?? 0) }), part(shown[place]?.tickets ?? 0)] });
    made.table(data_table(t('distribution'), [t('ticket_time'), t('tickets'), t('share')],
      shown.flatMap(({ tickets }, place) => (tickets > 0 ? [{ head: name(place), cells: [count_text(tickets), part(tickets)] }] : []))));
  } };
}
