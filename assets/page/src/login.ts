// The way in: a PIN, typed or touched. Nothing else is shown to whoever has none.
import { get, post, told } from './api';
import { h } from './dom';
import type { Session } from './facts';
import { choices } from './frame';
import { t } from './words';

const LOOK_AGAIN_MS = 3_000;
const DIGITS_MAX = 8;

function really_our_hub(): HTMLElement | null {
  if (location.protocol !== 'https:') return null;
  return h('details', { class: 'quiet' }, h('summary', {}, t('really_hub')),
    h('p', {}, t('really_hub_1')), h('p', {}, t('really_hub_2')), h('p', {}, t('really_hub_3')), h('p', {}, t('really_hub_4')));
}

function pad(press: (key: string) => void): HTMLElement {
  const key = (text: string, label?: string) => h('button', { type: 'button', tabindex: '-1', 'aria-label': label, onclick: () => press(text) }, text);
  return h('div', { class: 'pad' }, ...[...'123456789'].map((digit) => key(digit)),
    key('⌫', t('erase')), key('0'), h('button', { class: 'main', 'aria-label': t('enter') }, '→'));
}

function pin_form(entered: (session: Session) => void): HTMLElement {
  const dots = h('div', { class: 'dots', 'aria-hidden': 'true' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  // Typed digits stay out of sight, and browsers are asked not to keep them; on a phone the pad is the keyboard.
  const input = h('input', { class: 'unseen', id: 'pin', name: 'pin', type: 'password', inputmode: 'none', autocomplete: 'off', maxlength: DIGITS_MAX });
  const show = () => {
    input.value = input.value.replace(/\D/g, '').slice(0, DIGITS_MAX);
    dots.replaceChildren(...Array.from({ length: Math.max(4, input.value.length) }, (_, place) => h('i', { class: place < input.value.length ? 'on' : '' })));
    if (input.value) problem.textContent = '';
  };
  const press = (key: string) => {
    input.value = key === '⌫' ? input.value.slice(0, -1) : input.value + key;
    show();
    input.focus({ preventScroll: true });
  };
  let busy = false;
  const submit = async (event: Event) => {
    event.preventDefault();
    const pin = input.value;
    if (busy) return;
    if (pin.length < 4) return void (problem.textContent = t('pin_short'));
    busy = true;
    input.value = '';
    show();
    try {
      entered(await post<Session>('/api/v1/login', { pin }));
    } catch (error) {
      problem.textContent = told(error, { '401/pin': 'pin_wrong' });
      input.focus({ preventScroll: true });
    } finally {
      busy = false;
    }
  };
  input.addEventListener('input', show);
  show();
  requestAnimationFrame(() => input.focus({ preventScroll: true }));
  return h('form', { class: 'pin', onsubmit: submit as (event: Event) => void },
    h('label', { for: 'pin' }, t('manager_pin')), input, h('div', { class: 'dots-place', onclick: () => input.focus() }, dots), problem, pad(press));
}

/** Until there is a manager, on the hub's own machine: how to make one. */
function first_run(again: () => void): HTMLElement {
  const look = async () => {
    if (!place.isConnected) return;
    const session = await get<Session>('/api/v1/session').catch(() => undefined);
    if (session && !session.first_run) again();
    else setTimeout(look, LOOK_AGAIN_MS);
  };
  setTimeout(look, LOOK_AGAIN_MS);
  const place = h('div', { class: 'first-run' }, h('p', {}, t('first_run')),
    h('pre', {}, h('code', {}, 'brigade people set rina --name Rina --role manager')), h('p', { class: 'quiet' }, t('first_run_again')));
  return place;
}

/** `why` is what to say first; `again` draws the page anew in another language. */
export function login(session: Session, why: string, entered: (session: Session) => void, again: () => void): HTMLElement {
  return h('div', { class: 'login' },
    h('main', { class: 'card' },
      h('h1', {}, session.kitchen || 'Brigade'), h('p', { class: 'quiet' }, t('page')),
      why ? h('p', { class: 'notice', role: 'status' }, why) : null,
      session.first_run ? first_run(again) : pin_form(entered),
      really_our_hub()),
    h('footer', {}, choices(again)));
}
