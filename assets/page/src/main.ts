// The managers' page: who is signed in sees the rooms, everybody else the way in.
import { get, post } from './api';
import { devices } from './devices';
import { h } from './dom';
import type { Session } from './facts';
import { export_room } from './figures/export';
import { order } from './figures/order';
import { orders } from './figures/orders';
import { prep } from './figures/prep';
import { frame, type Frame } from './frame';
import { Live } from './live';
import { login } from './login';
import { people } from './people';
import { place_here } from './place';
import type { Room } from './rooms';
import { say, say_line } from './say';
import { restore_settings } from './settings';
import { today } from './today';
import { t, type Key } from './words';

const TRY_AGAIN_MS = 2_000;
const LEAVE_AGAIN_MS = 1_000;
const nobody: Session = { kitchen: '', person: null };
const rooms: Partial<Record<Key, (session: Session) => Room>> = {
  today: () => today(),
  prep: () => prep(),
  orders: () => (place_here().values.has('order') ? order() : orders()),
  export: () => export_room(),
  devices: () => devices(),
  people: (session) => people(session.person?.person ?? ''),
};

let session = nobody;
let live: Live | undefined;
let leaving = false;
let around: Frame | undefined;
let inside: { name: Key; room: Room } | undefined;

const room_names = (): Key[] => Object.keys(rooms) as Key[];
function room_here(): Key {
  const named = place_here().room as Key;
  return Object.hasOwn(rooms, named) ? named : 'today';
}

function show(...elements: HTMLElement[]): void {
  for (const dialog of document.querySelectorAll('dialog')) dialog.remove();
  document.body.replaceChildren(...elements, say_line());
}

function show_login(why = ''): void {
  live?.stop();
  live = undefined;
  leaving = false;
  document.title = session.kitchen ? `${session.kitchen} · ${t('page')}` : 'Brigade';
  session = { ...session, person: null };
  show(login(session, why, (entered) => { session = entered; show_room(); }, () => void start(why)));
}

function show_room(): void {
  const name = room_here();
  const room = rooms[name]?.(session);
  if (!room) return;
  inside = { name, room };
  document.title = `${t(name)} · ${session.kitchen}`;
  around = frame(session, room_names(), name, () => void leave(), show_room);
  around.room.append(room.element);
  show(around.element);
  around.element.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });  // on a phone the rooms scroll sideways
  if (session.seq !== undefined) around.heard(session);
  live ??= new Live({
    heard: (now) => { session = now; around?.heard(now); },
    old: (since, answers) => around?.old(since, answers),
    signed_out: (now) => { session = now; show_login(t('signed_out')); },
  });
  live.show(() => room.refresh());
}

function moved(): void {
  if (!session.person) return;
  if (inside?.name === room_here() && inside.room.moved?.()) return around?.moved();
  show_room();
  around?.room.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** Who sees the way in is out: so it is not shown before the hub has said so. */
async function leave(): Promise<void> {
  if (leaving) return;
  leaving = true;
  while (leaving) {
    const now = await post<Session>('/api/v1/logout', {}).catch(() => undefined);
    if (now && leaving) {
      session = now;
      return show_login();
    }
    if (leaving) say(t('still_signed_in'), false);
    await new Promise((resolve) => setTimeout(resolve, LEAVE_AGAIN_MS));
  }
}

async function start(why = ''): Promise<void> {
  try {
    session = await get<Session>('/api/v1/session');
  } catch {
    show(h('div', { class: 'login' }, h('main', { class: 'card' }, h('h1', {}, 'Brigade'), h('p', {}, t('failed')))));
    setTimeout(() => void start(why), TRY_AGAIN_MS);
    return;
  }
  if (session.person) show_room();
  else show_login(why);
}

restore_settings();
addEventListener('hashchange', moved);
void start();
