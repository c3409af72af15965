// People: who has a PIN, and as what. PINs are set here and never shown.
import { HubError, request } from './api';
import { ask_person, field, Problem } from './dialog';
import { h, keyed, set_text, type Keyed } from './dom';
import type { Person } from './facts';
import type { Room } from './rooms';
import { say } from './say';
import { t, tables, type Key } from './words';

const ROLES = ['kitchen', 'supervisor', 'manager', 'installer'];
const role_name = (role: string): string => (Object.hasOwn(tables.en, `person_role_${role}`) ? t(`person_role_${role}` as Key) : role);

/** "Ibu Ani" → "ibu-ani". */
const id_of = (name: string): string =>
  name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 64);

function role_choice(role: string): { row: HTMLElement; choice: HTMLSelectElement } {
  const choice = h('select', { id: 'field-role', name: 'role' }, ...ROLES.map((each) => h('option', { value: each, selected: each === role }, role_name(each))));
  return { row: h('div', { class: 'field' }, h('label', { for: 'field-role' }, t('role')), choice), choice };
}

/** `known` is who is changed; nothing: a new person. */
function edit(known: Person | undefined, taken: () => Person[], refresh: () => Promise<void>): void {
  const name = field(t('name'), { name: 'name', maxlength: 200, value: known?.name ?? '' });
  const id = field(t('person_id'), { name: 'person', maxlength: 64, spellcheck: 'false', autocapitalize: 'none' }, t('person_id_help'));
  const pin = field(t(known ? 'pin_new' : 'pin'), { name: 'pin', type: 'password', inputmode: 'numeric', maxlength: 8, autocomplete: 'new-password' }, t(known ? 'pin_keep' : 'pin_help'));
  const { row, choice } = role_choice(known?.role ?? 'kitchen');
  let own_id = false;
  id.input.addEventListener('input', () => { own_id = id.input.value !== ''; });
  name.input.addEventListener('input', () => { if (!own_id) id.input.value = id_of(name.input.value); });
  ask_person({ title: known ? t('edit_title', { name: known.name }) : t('add_person'), body: [name.row, ...(known ? [] : [id.row]), row, pin.row], action: t('save') }, async () => {
    const person = known?.person ?? id.input.value.trim();
    if (!name.input.value.trim()) throw new Problem(t('name'));
    if (!/^[A-Za-z0-9._:-]{1,64}$/.test(person)) throw new Problem(t('person_id_help'));
    if (!known && taken().some((each) => each.person === person)) throw new Problem(t('id_taken'));
    if (!/^\d{4,8}$/.test(pin.input.value) && !(known && pin.input.value === '')) throw new Problem(t('pin_short'));
    await request('person.set', { person, name: name.input.value.trim(), role: choice.value, ...(pin.input.value ? { pin: pin.input.value } : {}) });
    say(t('save_done', { name: name.input.value.trim() }));
    await refresh().catch(() => {});
  }, { '409/pin': 'pin_taken' });
  name.input.focus();
}

function remove(person: Person, refresh: () => Promise<void>): void {
  const { name } = person;
  ask_person({ title: t('remove_title', { name }), body: [h('p', {}, t('remove_text'))], action: t('remove'), twice: t('remove_again'), danger: true }, async () => {
    await request('person.remove', { person: person.person });
    say(t('remove_done', { name }));
    await refresh().catch((error) => { if (!(error instanceof HubError)) throw error; });
  });
}

export function people(me: string): Room {
  let all: Person[] = [];
  const list = h('ul', { class: 'people' });
  const none = h('p', { class: 'quiet' }, t('loading'));
  const element = h('div', {},
    h('div', { class: 'row title' }, h('h1', {}, t('people')), h('button', { type: 'button', class: 'main', onclick: () => edit(undefined, () => all, refresh) }, t('add_person'))),
    h('p', { class: 'quiet' }, t('people_intro')), none, list);

  function card(first: Person): Keyed<Person> {
    let person = first;
    const name = h('b', {});
    const role = h('span', { class: 'tag' });
    const id = h('span', { class: 'quiet' });
    const change = h('button', { type: 'button', class: 'small', onclick: () => edit(person, () => all, refresh) }, t('edit_person'));
    const drop = h('button', { type: 'button', class: 'small danger-quiet', onclick: () => remove(person, refresh) }, t('remove'));
    return { element: h('li', { class: 'card person' }, h('div', {}, name, role, id), h('div', { class: 'actions' }, change, drop)), update(now) {
      person = now;
      set_text(name, now.name);
      set_text(role, role_name(now.role));
      role.className = ['manager', 'installer'].includes(now.role) ? 'tag strong' : 'tag';
      set_text(id, now.person === me ? `${now.person} · ${t('it_is_you')}` : now.person);
      change.setAttribute('aria-label', `${t('edit_person')}: ${now.name}`);
      drop.setAttribute('aria-label', `${t('remove')}: ${now.name}`);
    } };
  }
  const show = keyed<Person>(list, ({ person }) => person, card);
  async function refresh(): Promise<void> {
    ({ people: all } = await request<{ people: Person[] }>('person.list'));
    show(all);
    set_text(none, all.length === 0 ? t('people_none') : '');
  }
  return { element, refresh };
}
