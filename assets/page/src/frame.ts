// What surrounds every room: the kitchen's name, the way from room to room, whether the hub is there, and the choices
// of this browser.
import { h, set_text } from './dom';
import type { Session } from './facts';
import { place_here, place_link } from './place';
import { choose_language, choose_theme, theme } from './settings';
import { age } from './time';
import { count_text, language_names, spoken, t, type Key, type Language } from './words';

/** Language and colours; `again` draws the page anew. */
export function choices(again: () => void): HTMLElement {
  const languages = h('select', { 'aria-label': t('language'), onchange: () => { choose_language(languages.value as Language); again(); } },
    ...Object.entries(language_names).map(([id, name]) => h('option', { value: id, lang: id, selected: id === spoken() }, name)));
  const other = theme() === 'dark' ? 'light' : 'dark';
  return h('div', { class: 'choices' }, languages,
    h('button', { type: 'button', class: 'plain', onclick: () => { choose_theme(other); again(); } }, t(other === 'dark' ? 'theme_dark' : 'theme_light')));
}

/** These ask about the same days and the same filters, whichever of them one comes from. */
const ASKING: Key[] = ['prep', 'orders', 'export'];
const KEPT = /^(from|to|compare|station|item|daypart|service|channel|cook)$/;

export interface Frame {
  element: HTMLElement;
  room: HTMLElement;
  /** The address changed within the room. */
  moved(): void;
  heard(session: Session): void;
  /** What is shown dates from `since`; whether the hub itself `answers`. */
  old(since: number, answers: boolean): void;
}

export function frame(session: Session, rooms: Key[], here: Key, leave: () => void, again: () => void): Frame {
  const mark = h('span', { class: 'mark', role: 'status', 'aria-live': 'off' });
  const banner = h('div', { class: 'banner', role: 'alert' });
  const room = h('main', { id: 'room', tabindex: '-1' });
  const links = rooms.map((name) => h('a', { href: `#${name}`, 'aria-current': name === here ? 'page' : undefined }, t(name)));
  const moved = () => {
    const kept = new URLSearchParams([...place_here().values].filter(([name]) => KEPT.test(name)));
    rooms.forEach((name, place) => { if (ASKING.includes(name) && ASKING.includes(here)) links[place]?.setAttribute('href', place_link(name, kept)); });
  };
  moved();
  const element = h('div', { class: 'frame' },
    h('a', { class: 'skip', href: '#room', onclick: (event) => { event.preventDefault(); room.focus(); } }, t('skip')),
    h('header', {},
      h('strong', { class: 'kitchen' }, session.kitchen),
      h('nav', { 'aria-label': t('rooms') }, ...links),
      mark,
      h('div', { class: 'end' }, choices(again),
        h('span', { class: 'who' }, `${session.person?.name ?? ''} (${session.person ? t(`person_role_${session.person.role}` as Key) : ''})`),
        h('button', { type: 'button', class: 'plain', onclick: leave }, t('sign_out')))),
    banner, room);
  return {
    element, room, moved,
    heard(now) {
      const trouble = now.trouble ? t('hub_trouble', { why: now.trouble }) : '';
      mark.className = trouble ? 'mark bad' : 'mark';
      set_text(mark, trouble ? t('hub_trouble_mark') : t('hub_ok', { seq: count_text(now.seq ?? 0) }));
      set_text(banner, trouble);
      element.classList.remove('lost');
    },
    old(since, answers) {
      mark.className = 'mark bad';
      set_text(mark, t(answers ? 'old_mark' : 'hub_lost_mark'));
      set_text(banner, t(answers ? 'old' : 'hub_lost', { age: age(Date.now() - since) }));
      element.classList.add('lost');
    },
  };
}
