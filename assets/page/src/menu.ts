// A button that opens a small board below it. Escape and whatever is pressed elsewhere close it; the focus goes back.
import { h, set_text } from './dom';

let made = 0;

export interface Menu {
  element: HTMLElement;
  name(text: string, active?: boolean): void;
  close(): void;
}

export function menu(board: HTMLElement, opened: () => void = () => {}): Menu {
  made += 1;
  const id = `menu-${made}`;
  const text = h('span', {});
  const button = h('button', { type: 'button', class: 'menu-button', 'aria-expanded': 'false', 'aria-controls': id, onclick: () => open(place.hidden) },
    text, h('span', { 'aria-hidden': 'true' }, ' ▾'));
  const place = h('div', { class: 'menu-board card', id, hidden: true }, board);
  const element = h('div', { class: 'menu' }, button, place);

  function open(yes: boolean): void {
    place.hidden = !yes;
    button.setAttribute('aria-expanded', String(yes));
    const listen = yes ? addEventListener : removeEventListener;
    listen('pointerdown', elsewhere);
    if (!yes) return;
    opened();
    place.classList.remove('from-right');
    place.classList.toggle('from-right', place.getBoundingClientRect().right > document.documentElement.clientWidth);
  }
  const elsewhere = (event: Event) => { if (!element.contains(event.target as Node)) open(false); };
  element.addEventListener('focusout', (event) => {
    if (event.relatedTarget instanceof Node && !element.contains(event.relatedTarget)) open(false);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || place.hidden) return;
    open(false);
    button.focus();
  });
  return {
    element,
    name(words, active = false) { set_text(text, words); button.classList.toggle('active', active); },
    close: () => open(false),
  };
}
