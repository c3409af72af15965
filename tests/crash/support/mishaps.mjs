// What goes wrong in a kitchen, one function each, and in which order: a deck that is shuffled by the seed. A scene is
// {kitchen, crowd, proxy, screen, disk, random, promised}; each mishap ends with everybody at work again.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../conformance/support/client.mjs';

const LOAD_MS_MAX = 250;
const START_MS_MAX = 80;
const MISSED_EVENTS = 200;  // while a screen was stopped
const SILENCE_NOTICED_MS = 20_000;  // the screen gives a silent hub up after 4.5 s
const ROOM_LEFT_EVENTS = 3_000;  // that find room in a log laid out before, at most waited for
const ROOM_LEFT_MS_MAX = 60_000;

const load = ({ random }) => pause(random.below(LOAD_MS_MAX));
const seqNow = async ({ kitchen }) => (await kitchen.http.get('/healthz')).body.seq;

/** The hub is dead: it comes back, is held to its word before anybody says anything new, and all go on. */
async function comeBack({ kitchen, crowd, proxy }) {
  await crowd.gone();
  await kitchen.spawn();
  await crowd.ledger.audit(kitchen.http);
  proxy.to(kitchen.port);
  await crowd.present();
}

async function hubKilled(scene) {
  await load(scene);
  await scene.kitchen.kill();
  await comeBack(scene);
}

async function hubKilledStarting(scene) {
  const { kitchen, random } = scene;
  await kitchen.kill();
  do {
    const starting = kitchen.spawn().catch(() => {});
    await pause(random.below(START_MS_MAX));
    await kitchen.kill();
    await starting;
  } while (random.chance(0.5));
  await comeBack(scene);
}

async function screenKilled(scene) {
  await load(scene);
  await scene.screen.kill();
  await load(scene);
  scene.screen.start();
}

/** As many more as its outbox holds now. */
function pressesWritten(screen, count) {
  const before = screen.bumpsWritten();
  return eventually(() => [...screen.bumpsWritten()].filter((id) => !before.has(id)).length >= count, 'the screen to write presses down', 60_000);
}

/** The screen has found its hub and has enough before its cook to bump; the others rest until then, so that it can keep up. */
async function screenAtWork({ kitchen, crowd, screen }) {
  const others = crowd.workers.filter(({ open }) => !open).map(({ peer }) => peer);
  for (const peer of others) peer.paused = true;
  await pressesWritten(screen, 1);
  const seen = async () => (await kitchen.http.board('soup')).tickets.filter(({ shown_at, order_id }) => shown_at && !screen.bumpsWritten().has(order_id));
  await eventually(async () => (await seen()).length > 3, 'the screen to show more soups than are bumped at once', 60_000);
  for (const peer of others) peer.proceed();
}

function linksOfScreens({ crowd, proxy }) {
  const theirs = crowd.peers.map(({ socket }) => socket._socket?.localPort);
  return proxy.living().filter(([port]) => !theirs.includes(port)).map(([, link]) => link);
}

/**
 * The hub hears nothing of what the screen sends, because it is stopped or the cable is out; the cook goes on; then the
 * screen dies with what was pressed, by chance the hub as well. The cook presses nothing more until the hub has heard of it
 * all: what is missing is not simply pressed again.
 */
async function screenKilledWithPresses(scene) {
  const { kitchen, crowd, proxy, screen, random } = scene;
  await screenAtWork(scene);
  const stopped = random.chance(0.5);
  if (stopped) kitchen.process.kill('SIGSTOP');
  else proxy.shut(linksOfScreens(scene));
  await pressesWritten(screen, 2).catch((error) => { kitchen.process.kill('SIGCONT'); throw error; });
  screen.presses = false;
  await screen.kill();
  const promised = screen.bumpsWritten();
  if (!stopped) proxy.open();
  if (random.chance(0.5)) screen.start();
  if (random.chance(0.5)) {
    await kitchen.kill();
    await comeBack(scene);
  } else {
    kitchen.process.kill('SIGCONT');
  }
  if (!screen.running) screen.start();
  const open = async () => (await kitchen.http.board('soup')).tickets.filter(({ order_id }) => promised.has(order_id) && !crowd.ledger.changed.has(order_id));
  await eventually(async () => (await open()).length === 0, 'every press that was written down', 60_000);
  screen.presses = true;
  for (const order_id of promised) scene.promised.add(order_id);
}

/** For longer than its screens wait; they come back to it. */
async function hubStopped(scene) {
  const { kitchen } = scene;
  const link = await eventually(() => linksOfScreens(scene)[0], 'the screen to have a line to the hub');
  kitchen.process.kill('SIGSTOP');
  const given_up = eventually(() => link.client.destroyed || link.client.readableEnded, 'the screen to give the hub up', SILENCE_NOTICED_MS);
  await given_up.finally(() => kitchen.process.kill('SIGCONT'));
  await kitchen.http.get('/healthz');
}

async function screenStopped(scene) {
  scene.screen.signal('SIGSTOP');
  const seq = await seqNow(scene);
  await eventually(async () => await seqNow(scene) >= seq + MISSED_EVENTS, 'the kitchen to go on without a screen');
  scene.screen.signal('SIGCONT');
}

/** Some of the cables, all in the same way; those who notice come back. */
async function cablesCut(scene) {
  const { crowd, proxy, random } = scene;
  await load(scene);
  const cut = new Map(proxy.living().filter(() => random.chance(0.6)));
  const way = random.pick(['reset', 'halfClose', 'pull', 'block']);
  const gone = crowd.peers.filter(({ socket }) => cut.has(socket._socket?.localPort)).map((peer) => peer.gone);
  for (const link of cut.values()) link[way]();
  if (way === 'block') {
    await load(scene);
    for (const link of cut.values()) link.unblock();
  } else {
    await Promise.all(gone);
  }
  await crowd.present();
}

/**
 * Nothing can be written until there is room again; by chance the hub must start like that. A log that has grown before
 * has room for long: then the kitchen has gone on without anybody hearing of it. A hub that cannot know what is stored ends,
 * and whoever looks after it starts it again.
 */
async function diskFull(scene) {
  const { kitchen, crowd, disk, random } = scene;
  const ended = () => kitchen.process.exitCode !== null || kitchen.process.signalCode !== null;
  const refusals = () => crowd.workers.reduce((sum, { peer }) => sum + peer.errors.length, 0);
  const [before, first] = [refusals(), crowd.ledger.seq];
  disk.fill();
  const noticed = () => refusals() > before || crowd.ledger.seq > first + ROOM_LEFT_EVENTS || ended();
  await eventually(noticed, 'somebody to hear that there is no room', ROOM_LEFT_MS_MAX);
  if (ended()) assert.equal(kitchen.process.signalCode, null, 'the hub died of the full disk');
  if (ended() || random.chance(0.5)) {
    await kitchen.kill();
    await comeBack(scene);
  }
  disk.empty();
  const { seq } = crowd.ledger;
  await eventually(() => crowd.ledger.seq > seq, 'acks, now that there is room');
  const codes = new Set(crowd.workers.flatMap(({ peer }) => peer.errors.map(({ code }) => code)));
  codes.delete('journal_unavailable');  // which nobody hears whose log had room until the end
  assert.deepEqual([...codes], []);
}

/** Of thirty cycles, how many bring which. */
const DECK = [
  ['the hub killed', hubKilled, 10],
  ['the hub killed while it starts', hubKilledStarting, 4],
  ['a screen killed', screenKilled, 3],
  ['a screen killed with presses waiting', screenKilledWithPresses, 3],
  ['the hub stopped and continued', hubStopped, 1],
  ['a screen stopped and continued', screenStopped, 2],
  ['cables cut', cablesCut, 5],
  ['the disk full', diskFull, 2],
];

/** [name, mishap] for each cycle; every thirty of them hold each as often as the deck says. */
export function shuffled(random, cycles, without_disk) {
  const order = [];
  while (order.length < cycles) {
    const deck = DECK.flatMap(([name, run, times]) => Array(times).fill([name, run]));
    while (deck.length > 0) order.push(...deck.splice(random.below(deck.length), 1));
  }
  const instead = DECK[0].slice(0, 2);
  return order.slice(0, cycles).map((each) => (each[1] === diskFull && without_disk ? instead : each));
}
