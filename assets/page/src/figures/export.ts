// Export: what happened, row by row, or the figures, as a file of this browser; and a day on paper.
import { told } from '../api';
import { h, set_text } from '../dom';
import type { Room } from '../rooms';
import { spoken, t } from '../words';
import { asking, type Asked } from './asking';
import { day_count, day_text, range_text } from './days';
import { FACTS, FIGURES, gather, save_as, type Format, type What } from './download';
import { ask_values, on_days, type Question } from './question';

interface Choice<Value> { element: HTMLElement; value(): Value }

function choice<Value extends string>(name: string, legend: string, values: readonly Value[], text: (value: Value) => string,
                                      help: (value: Value) => string = () => ''): Choice<Value> {
  const inputs = values.map((value, place) => h('input', { type: 'radio', name, value, checked: place === 0 }));
  const element = h('fieldset', { class: 'choice' }, h('legend', {}, legend), ...values.map((value, place) =>
    h('label', { class: 'menu-choice' }, inputs[place], h('span', {}, text(value), help(value) ? h('span', { class: 'quiet' }, help(value)) : null))));
  return { element, value: () => (inputs.find((input) => input.checked)?.value ?? values[0]) as Value };
}

function progress(): { element: HTMLElement; show(days: number, of: number): void; say(text: string): void; stop: HTMLButtonElement } {
  const bar = h('progress', { max: 1, value: 0, 'aria-label': t('export_progress') });
  const text = h('p', { role: 'status' });
  const stop = h('button', { type: 'button' }, t('cancel'));
  const row = h('div', { class: 'row' }, bar, stop);
  row.hidden = true;
  return { element: h('div', { class: 'progress' }, row, text), stop,
    show(days, of) { row.hidden = false; bar.max = of; bar.value = days; },
    say(words) { row.hidden = true; set_text(text, words); } };
}

export function export_room(): Room {
  const what = choice<What>('what', t('export_what'), [...FACTS, 'unavailable', ...FIGURES], (value) => t(`export_${value}`), (value) => t(`export_${value}_help`));
  const format = choice<Format>('format', t('export_format'), ['csv', 'json'], (value) => t(`format_${value}`));
  const days = h('p', { class: 'quiet' });
  const running = progress();
  const start = h('button', { class: 'main', disabled: true }, t('export_start'));
  const report_day = h('p', { class: 'quiet' });
  const report = h('a', { class: 'button', target: '_blank', rel: 'noopener' }, t('report_open'));
  let question: Question | undefined;
  let busy = false;

  async function download(event: Event): Promise<void> {
    event.preventDefault();
    if (!question || busy) return;
    busy = true;
    const [now, name, form] = [question, what.value(), format.value()];
    const all = day_count(now.from, now.to);
    const cut = new AbortController();
    running.stop.onclick = () => cut.abort();
    start.disabled = true;
    running.say('');
    running.show(0, all);
    try {
      const content = await gather(name, now, form, (done) => running.show(done, all), cut.signal);
      const file = `${name}-${now.from}${now.to === now.from ? '' : `-${now.to}`}.${form}`;
      save_as(file, content);
      running.say(t('export_done', { file }));
    } catch (error) {
      running.say(cut.signal.aborted ? t('export_stopped') : t('export_failed', { why: told(error) }));
    } finally {
      busy = false;
      start.disabled = false;
      start.focus();
    }
  }
  const body = h('div', { class: 'export' },
    h('form', { class: 'card', onsubmit: (event) => void download(event) },
      h('h2', {}, t('export_file')), days, what.element, format.element, start, running.element),
    h('section', { class: 'card' }, h('h2', {}, t('report')), h('p', {}, t('report_text')), report_day, report));

  async function load({ question: asked }: Asked): Promise<void> {
    question = asked;
    start.disabled = busy;
    const all = day_count(asked.from, asked.to);
    set_text(days, `${range_text(asked.from, asked.to)} · ${all === 1 ? t('export_range_one') : t('export_range', { count: all })}`);
    set_text(report_day, day_text(asked.to));
    report.href = `/api/v1/analytics/report?${ask_values(on_days(asked, '', ''), { day: asked.to, lang: spoken() })}`;
  }
  return asking({ room: 'export', title: t('export'), body, load });
}
