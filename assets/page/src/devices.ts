// Devices: who waits to be paired, who is paired or connected and how far behind, and what can be done about it.
import { get, request, told } from './api';
import { ask_person, field, Problem } from './dialog';
import { h, keyed, set_text, type Keyed } from './dom';
import type { Device, Devices, Waiting } from './facts';
import type { Room } from './rooms';
import { say } from './say';
import { roughly } from './time';
import { count_text, t, tables, type Key } from './words';

const role_name = (role: string): string => (Object.hasOwn(tables.en, `role_${role}`) ? t(`role_${role}` as Key) : role);
/** How the hub is told which screen: by its device, or on its own machine by the screen. */
const which = (device: Device): Record<string, unknown> => (device.id ? { device: device.id } : { screen: device.screen });

function waiting_card(refresh: () => Promise<void>): (first: Waiting) => Keyed<Waiting> {
  return (first) => {
    const left = h('span', { class: 'quiet' });
    const id = `code-${first.id}`;
    const problem = h('p', { class: 'problem', role: 'alert' });
    const code = h('input', { id, class: 'code', inputmode: 'numeric', autocomplete: 'off', maxlength: 7, placeholder: '000 000' });
    const button = h('button', { class: 'main' }, t('pair'));
    const pair = async (event: Event) => {
      event.preventDefault();
      const digits = code.value.replace(/\D/g, '');
      if (digits.length !== 6) return void (problem.textContent = t('code_short'));
      button.disabled = true;
      try {
        await request('device.pair', { waiting: first.id, code: digits });
        say(t('pair_done', { name: first.name }));
      } catch (error) {
        say(told(error, { '401/code': 'pair_wrong' }), false);
      }
      button.disabled = false;
      await refresh().catch(() => {});
    };
    const element = h('li', { class: 'card waiting' },
      h('div', { class: 'row' }, h('h3', {}, first.name), h('span', { class: 'quiet' }, `${role_name(first.role)} · ${first.address}${first.version ? ` · ${first.version}` : ''}`), left),
      h('form', { class: 'row', onsubmit: pair as (event: Event) => void }, h('label', { for: id }, t('code', { name: first.name })), code, button), problem);
    return { element, update: ({ expires_s }) => set_text(left, t('waiting_left', { seconds: expires_s })) };
  };
}

async function done(name: string, key: Key, act: Promise<unknown>): Promise<void> {
  await act.then(() => say(t(key, { name })), (error) => say(told(error, { '409/device': 'not_shown', '409/screen': 'not_shown' }), false));
}

function rename(device: Device, refresh: () => Promise<void>): void {
  const name = field(t('new_name'), { name: 'name', maxlength: 200, value: device.name });
  ask_person({ title: t('rename_title', { name: device.name }), body: [name.row], action: t('save') }, async () => {
    if (!name.input.value.trim()) throw new Problem(t('new_name'));
    await request('device.rename', { device: device.id, name: name.input.value.trim() });
    say(t('rename_done', { name: name.input.value.trim() }));
    await refresh().catch(() => {});
  });
  name.input.select();
}

function revoke(device: Device, refresh: () => Promise<void>): void {
  const { name } = device;
  ask_person({ title: t('revoke_title', { name }), body: [h('p', {}, t('revoke_text'))], action: t('revoke'), twice: t('revoke_again'), danger: true }, async () => {
    await request('device.revoke', { device: device.id });
    say(t('revoke_done', { name }));
    await refresh().catch(() => {});
  });
}

function restart(device: Device): void {
  const { name } = device;
  ask_person({ title: t('restart_title', { name }), body: [h('p', {}, t('restart_text'))], action: t('restart') },
    () => done(name, 'restart_done', request('device.restart', which(device))));
}

function device_row(refresh: () => Promise<void>): (first: Device) => Keyed<Device> {
  return (first) => {
    let device = first;
    const columns: Key[] = ['device', 'role', 'address', 'version', 'seen', 'lag', 'frames'];
    const name = h('b', {});
    const under = h('span', { class: 'quiet' });
    const cells = columns.map((key) => h('td', { 'data-label': t(key), role: 'cell' }));
    cells[0]?.append(name, under);
    const action = (key: Key, act: () => void, danger = false) =>
      h('button', { type: 'button', class: danger ? 'small danger-quiet' : 'small', onclick: act }, t(key));
    const buttons = {
      identify: action('identify', () => void done(device.name, 'identify_done', request('device.identify', which(device)))),
      restart: action('restart', () => restart(device)),
      rename: action('rename', () => rename(device, refresh)),
      revoke: action('revoke', () => revoke(device, refresh), true),
    };
    const element = h('tr', { role: 'row' }, ...cells, h('td', { class: 'actions', 'data-label': t('actions'), role: 'cell' }, h('div', {}, ...Object.values(buttons))));
    return { element, update(now) {
      device = now;
      const is_screen = Boolean(now.screen && now.connected);
      const set = (place: number, text: string) => { const cell = cells[place]; if (cell) set_text(cell, text); };
      set_text(name, now.name);
      set_text(under, [now.id || t('local_program'), now.fault].filter(Boolean).join(' · '));
      set(1, [role_name(now.role), now.station].filter(Boolean).join(' · '));
      set(2, now.address || '–');
      set(3, now.version || '–');
      set(4, now.connected ? `● ${t('seen_now')}` : now.seen_s === undefined ? t('seen_never') : t('seen_ago', { age: roughly(now.seen_s) }));
      set(5, is_screen ? (now.lag ? t('lag_events', { count: count_text(now.lag) }) : t('lag_none')) : '–');
      set(6, is_screen ? count_text(now.frames ?? 0) : '–');
      element.className = now.fault ? 'fault' : now.connected ? 'connected' : 'away';
      for (const [key, button] of Object.entries(buttons)) button.setAttribute('aria-label', `${t(key as Key)}: ${now.name}`);
      buttons.identify.hidden = buttons.restart.hidden = !is_screen;
      buttons.rename.hidden = buttons.revoke.hidden = !now.id;
    } };
  };
}

export function devices(): Room {
  const waiting = h('ul', { class: 'waiting-list' });
  const none_waits = h('p', { class: 'quiet' }, t('loading'));
  const rows = h('tbody', { role: 'rowgroup' });
  const none_paired = h('p', { class: 'quiet' });
  const key = h('p', { class: 'quiet key' });
  const heads: Key[] = ['device', 'role', 'address', 'version', 'seen', 'lag', 'frames', 'actions'];
  const table = h('table', { role: 'table' }, h('caption', { class: 'unseen' }, t('all_devices')),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...heads.map((head) => h('th', { scope: 'col', role: 'columnheader' }, t(head))))), rows);
  const card = h('div', { class: 'card table' }, table);
  const element = h('div', {}, h('h1', {}, t('devices')), h('h2', {}, t('waiting_devices')), none_waits, waiting,
    h('h2', {}, t('all_devices')), none_paired, card, key);

  async function refresh(): Promise<void> {
    const { devices: all, waiting: new_ones, locked_s } = await request<Devices>('device.list');
    show_waiting(new_ones);
    show_devices(all);
    set_text(none_waits, locked_s > 0 ? t('waiting_locked', { seconds: locked_s }) : new_ones.length === 0 ? t('waiting_none') : '');
    set_text(none_paired, all.length === 0 ? t('devices_none') : '');
    card.hidden = all.length === 0;
    if (!key.textContent) {
      const { pins } = await get<{ pins?: string[] }>('/api/v1/hub');
      if (pins?.[0]) set_text(key, t('hub_key', { pin: pins[0] }));
    }
  }
  const show_waiting = keyed<Waiting>(waiting, ({ id }) => id, waiting_card(refresh));
  const show_keyed = keyed<Device & { key: string }>(rows, (device) => device.key, device_row(refresh));
  /** Programs of the hub's machine may have one name; they are told apart by their order. */
  function show_devices(all: Device[]): void {
    const seen = new Map<string, number>();
    show_keyed(all.map((device) => {
      const key = device.id || `/${device.screen ?? device.name}`;
      const ordinal = (seen.get(key) ?? 0) + 1;
      seen.set(key, ordinal);
      return { ...device, key: `${key}/${ordinal}` };
    }));
  }
  return { element, refresh };
}
