// What came of it, in a line at the bottom that goes by itself, and read out by screen readers.
import { h } from './dom';

const SHOWN_MS = 6_000;
const line = h('div', { class: 'say', role: 'status', 'aria-live': 'polite' });
let timer = 0;

export const say_line = (): HTMLElement => line;

export function say(text: string, good = true): void {
  clearTimeout(timer);
  line.replaceChildren(h('p', { class: good ? 'say-good' : 'say-bad' }, text));
  timer = window.setTimeout(() => line.replaceChildren(), SHOWN_MS);
}
