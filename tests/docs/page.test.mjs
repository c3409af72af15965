// docs/protocol.md does what it says: its examples fit the schemas, and a real hub answers as the page shows.
import { before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { startHub } from './support/hub.mjs';
import { readPage } from './support/page.mjs';
import { Player } from './support/player.mjs';
import { problemBy, problemOfHubMessage } from './support/schemas.mjs';

const page = readPage();
const PLAYED = { session: 'the session', curl: 'curl', program: 'the program' };

async function playProgram(player, program) {
  const heard = (await player.program(program)).map((text) => JSON.parse(text));
  assert.deepEqual(heard.map((message) => message.type), ['welcome', 'live', 'ack', 'order.status']);
  for (const message of heard) assert.equal(problemOfHubMessage(message), undefined);
}

/** Plays the whole page, whatever of it is asked for: each step stands on those before it. Resolves with what went wrong. */
async function play() {
  const hub = await startHub();
  const player = new Player(hub);
  try {
    for (const thing of page.filter(({ kind }) => kind in PLAYED)) {
      const done = thing.kind === 'program' ? playProgram(player, thing) : player[thing.kind](thing);
      const error = await done.catch((reason) => reason);
      if (error) return { thing, error };
    }
    return undefined;
  } finally {
    await player.leave();
    await hub.stop();
  }
}

describe('the protocol page', () => {
  let failure;
  before(async () => { failure = await play(); });

  it('has examples of every kind', () => {
    for (const kind of ['example', ...Object.keys(PLAYED)]) assert.ok(page.some((thing) => thing.kind === kind), kind);
  });

  for (const { place, schema, value } of page.filter(({ kind }) => kind === 'example')) {
    it(`${place}: the example fits ${schema}`, () => assert.equal(problemBy(schema, value), undefined));
  }

  for (const thing of page.filter(({ kind }) => kind in PLAYED)) {
    it(`${thing.place}: ${PLAYED[thing.kind]} goes as it stands`, (context) => {
      if (failure?.thing === thing) throw failure.error;
      if (failure && failure.thing.line < thing.line) context.skip(`not reached: ${failure.thing.place} fails`);
    });
  }
});
