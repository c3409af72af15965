// Questions that lie over the page. The browser keeps the focus inside, gives it back, and closes them on Escape.
import { told } from './api';
import { h } from './dom';
import { t, type Key } from './words';

type Content = { title: string; body: HTMLElement[]; action: string; danger?: boolean; twice?: string };

/** Asks until `act` has succeeded or the person has given up; what `act` throws is shown and nothing is lost. */
export function ask_person({ title, body, action, danger, twice }: Content, act: () => Promise<void>, known: Partial<Record<string, Key>> = {}): void {
  const problem = h('p', { class: 'problem', role: 'alert' });
  const button = h('button', { class: danger ? 'danger' : 'main' }, action);
  let asked = !twice;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!asked) {
      asked = true;
      button.textContent = twice ?? action;
      return;
    }
    button.disabled = true;
    try {
      await act();
      dialog.close();
    } catch (error) {
      problem.textContent = error instanceof Problem ? error.message : told(error, known);
      button.disabled = false;
    }
  };
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => dialog.remove() },
    h('form', { novalidate: true, onsubmit: submit as (event: Event) => void },
      h('h2', { id: 'dialog-title' }, title), ...body, problem,
      h('div', { class: 'row end' }, h('button', { type: 'button', onclick: () => dialog.close() }, t('cancel')), button)));
  document.body.append(dialog);
  dialog.showModal();
}

/** What the person has to mend before the hub is asked. */
export class Problem extends Error {}

export interface Field { row: HTMLElement; input: HTMLInputElement }

export function field(label: string, attributes: Record<string, string | number | boolean>, help?: string): Field {
  const id = `field-${attributes.name}`;
  const input = h('input', { id, autocomplete: 'off', ...attributes, 'aria-describedby': help ? `${id}-help` : undefined });
  const row = h('div', { class: 'field' }, h('label', { for: id }, label), input, help ? h('p', { class: 'quiet', id: `${id}-help` }, help) : null);
  return { row, input };
}
