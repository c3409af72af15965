// docs/protocol.md does what it says: its examples fit the schemas, and a real hub answers as the page shows.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { startHub } from './support/hub.mjs';
import { readPage } from './support/page.mjs';
import { Player } from './support/player.mjs';
import { problemBy, problemOfHubMessage } from './support/schemas.mjs';

const page = readPage();

describe('the protocol page', () => {
  let hub;
  let player;
  let broken;
  before(async () => {
    hub = await startHub();
    player = new Player(hub);
  });
  after(async () => {
    await player?.leave();
    await hub?.stop();
  });

  it('has examples of every kind', () => {
    for (const kind of ['example', 'curl', 'session', 'program']) assert.ok(page.some((thing) => thing.kind === kind), kind);
  });

  for (const { place, schema, value } of page.filter((thing) => thing.kind === 'example')) {
    it(`${place}: the example fits ${schema}`, () => assert.equal(problemBy(schema, value), undefined));
  }

  /** What follows a step that went wrong would only repeat it. */
  const step = (name, play) => it(name, async (context) => {
    if (broken) return context.skip(`${broken} failed`);
    broken = name;
    await play();
    broken = undefined;
  });
  for (const thing of page) {
    if (thing.kind === 'session') step(`${thing.place}: the session`, () => player.session(thing));
    if (thing.kind === 'curl') step(`${thing.place}: curl`, () => player.curl(thing));
    if (thing.kind === 'program') step(`${thing.place}: the program`, async () => {
      const heard = (await player.program(thing)).map((text) => JSON.parse(text));
      assert.deepEqual(heard.map((message) => message.type), ['welcome', 'live', 'ack', 'order.status']);
      for (const message of heard) assert.equal(problemOfHubMessage(message), undefined);
    });
  }
});
