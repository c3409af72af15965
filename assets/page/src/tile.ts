// One figure, large, with what it is above it and a remark below.
import { h, set_text } from './dom';

export interface Tile { element: HTMLElement; name(label: string): void; show(value: string, note: string, bad?: boolean): void; note: HTMLElement }

export function tile(label: string): Tile {
  const name = h('dt', {}, label);
  const value = h('dd', { class: 'big' });
  const note = h('dd', { class: 'quiet' });
  const element = h('div', { class: 'card tile' }, name, value, note);
  return { element, note, name: (text) => set_text(name, text), show(text, more, bad = false) {
    set_text(value, text);
    set_text(note, more);
    element.classList.toggle('late', bad);
  } };
}
