// A page of another origin, in a real browser on the hub's own machine, where programs are trusted: it gets nothing, and
// what it tried is counted. (No network namespaces and no root are needed here.)
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import http from 'node:http';
import { hostname } from 'node:os';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { newId, order } from '../conformance/support/orders.mjs';
import { unless } from '../system/support/unless.mjs';
import { no_browser, outcomeOf } from './support/browser.mjs';

const { after, before, it } = unless(no_browser);

/** Runs in the browser: every way in that a page has. */
function attempts(hub, posted) {
  const socket = (url, protocol) => new Promise((resolve) => {
    const tried = protocol ? new WebSocket(url, protocol) : new WebSocket(url);
    tried.onopen = () => resolve('open');
    tried.onerror = () => resolve('refused');
  });
  const fetched = (path, options) => fetch(`http://${hub}${path}`, options).then((response) => (response.type === 'opaque' ? 'opaque' : response.status), () => 'refused');
  const post = (id, mode, type) => ['POST', { method: 'POST', mode, headers: { 'Content-Type': type }, body: JSON.stringify({ ...posted, id: `${posted.id}-${id}` }) }][1];
  return Promise.all([
    socket(`ws://${location.host}/`), socket(`ws://${hub}/v1`), socket(`ws://${hub}/v1`, 'brigade.v1'),
    fetched('/api/v1/orders', post('cors', 'cors', 'application/json')), fetched('/api/v1/orders', post('plain', 'cors', 'text/plain')),
    fetched('/api/v1/orders', post('blind', 'no-cors', 'text/plain')), fetched('/api/v1/stations', { mode: 'cors' }),
  ]).then(([own, bare, named, cors, plain, blind, read]) => ({ own, bare, named, cors, plain, blind, read }));
}

describe('a page of another origin', () => {
  let kitchen;
  before(async () => { kitchen = await Kitchen.start(); });
  after(() => kitchen?.stop());

  const refusals = async () => {
    const { text } = await kitchen.http.get('/metrics');
    return [...text.matchAll(/^brigade_connections_refused_total\S* (\d+)/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
  };

  for (const name of ['127.0.0.1', 'localhost']) {
    it(`cannot open a socket to ${name}, nor read, nor post an order, not even blindly`, async (t) => {
      const posted = order(undefined, { id: `page-${newId()}` });
      const [seq, refused] = [(await kitchen.http.get('/healthz')).body.seq, await refusals()];
      const script = `(${attempts})(${JSON.stringify(`${name}:${kitchen.port}`)}, ${JSON.stringify(posted)}).then((said) => fetch('/outcome', { method: 'POST', body: JSON.stringify(said) }))`;
      const outcome = await outcomeOf(`<!doctype html><title>Elsewhere</title><script>${script}</script>`);
      t.diagnostic(`the page says ${JSON.stringify(outcome)}`);
      assert.equal(outcome.own, 'open', 'a socket to where the page came from opens: the browser has them');
      assert.deepEqual([outcome.bare, outcome.named], ['refused', 'refused']);
      assert.deepEqual([outcome.cors, outcome.plain, outcome.read], ['refused', 'refused', 'refused']);
      for (const way of ['cors', 'plain', 'blind']) assert.equal((await kitchen.http.get(`/api/v1/orders/${posted.id}-${way}`)).status, 404, way);
      assert.equal((await kitchen.http.get('/healthz')).body.seq, seq, 'the journal has grown');
      assert.ok(await refusals() >= refused + 2, 'the hub has counted the refused handshakes');
    });
  }

  it('is not the hub under a name that somebody points at this machine', async () => {
    const ask = (host, more = {}) => new Promise((resolve, reject) => {
      http.get({ host: '127.0.0.1', port: kitchen.port, path: '/api/v1/stations', headers: { Host: `${host}:${kitchen.port}`, ...more } }, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
    });
    for (const name of ['attacker.example', 'attacker.local', 'attacker']) {
      assert.equal(await ask(name), 403, name);
      assert.equal(await ask(name, { Origin: `http://${name}:${kitchen.port}` }), 403, `${name}, from a page`);
    }
    for (const name of ['localhost', 'brigade.localhost', hostname()]) assert.equal(await ask(name), 200, name);
  });
});
