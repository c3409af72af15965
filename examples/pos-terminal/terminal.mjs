#!/usr/bin/env node
// A POS terminal on the command line; --help says how. What it prints is one fact a line, for people and programs.
import { parseArgs } from 'node:util';
import { Directory } from './lib/directory.mjs';
import { complete, ordersFrom } from './lib/orders.mjs';
import { pair } from './lib/pairing.mjs';
import { Terminal } from './lib/terminal.mjs';

const VERSION = '1.0';
const HELP = `A small POS terminal for Brigade.

usage: node terminal.mjs pair URL        become known to a hub: wss://192.168.1.5:8687/v1
       node terminal.mjs order FILE|-    take orders (JSON; - is one on each line of the input) and send them
       node terminal.mjs watch           send what is left over, and print what becomes of orders

  --data DIR   where outbox and keys are kept (default pos-terminal-data)
  --hub URL    another hub than the paired one; ws://127.0.0.1:8686/v1 needs no pairing
  --name NAME  this terminal's name (default: terminal)
  --wait S     how long "order" waits for the hub before it leaves the rest in the outbox (default 10)

It prints
  taken ORDER NUMBER     the order is on this disk and will reach the hub
  acked ORDER SEQ        it is on the hub's disk
  refused ORDER CODE …   the hub does not want it, and why
  status ORDER STATE STATION, unavailable ITEM, available ITEM

Exit status: 0 all is done, 1 it could not be done, 2 wrong usage, 3 orders are left in the outbox: they are safe,
and the next "order" or "watch" sends them.
`;

const say = (...words) => process.stdout.write(`${words.filter((word) => word !== undefined && word !== '').join(' ')}\n`);
const note = (text) => process.stderr.write(`${text}\n`);

function speaking(terminal) {
  let last;
  terminal.on('ack', (id, { seq, duplicate }, { order, order_id }) => say('acked', order?.id ?? order_id, seq, duplicate ? 'duplicate' : ''));
  terminal.on('refused', (id, { code, message }, { order, order_id }) => say('refused', order?.id ?? order_id, code, message));
  terminal.on('status', ({ order_id, state, station }) => say('status', order_id, state, station));
  terminal.on('availability', ({ item, available }) => say(available ? 'available' : 'unavailable', item));
  terminal.on('live', () => { last = undefined; note(`connected to ${terminal.keyring.url}`); });
  terminal.on('lost', (why) => { if (why !== last) note(`${why}; trying again`); last = why; });
  return terminal;
}

function joined(directory, options) {
  const keyring = { ...directory.keyring, ...(options.hub ? { url: options.hub } : {}), ...(options.name ? { name: options.name } : {}) };
  const { place, outbox } = directory;
  const terminal = speaking(new Terminal({ keyring, outbox, place }));
  terminal.on('keyring', (changed) => directory.keepKeyring(changed));
  for (const event of ['status', 'availability', 'live']) terminal.on(event, () => directory.keepPlace(terminal.place));
  terminal.on('unpaired', (why) => {
    note(`the hub does not know this terminal: ${why}. Pair it: node terminal.mjs pair ${keyring.url}`);
    terminal.is_unpaired = true;
  });
  terminal.start();
  return terminal;
}

/** Resolves once nothing waits, or when the time is up, or the hub does not know this terminal. */
function drained(terminal, wait_ms) {
  const { waiting } = terminal.outbox;
  return new Promise((resolve) => {
    if (waiting.size === 0 || terminal.is_unpaired) return void resolve();
    terminal.on('unpaired', () => resolve());
    const look = () => setImmediate(() => waiting.size === 0 && resolve());
    terminal.on('ack', look).on('refused', look);
    setTimeout(resolve, wait_ms).unref();
  });
}

const commands = {
  async pair(directory, { name }, url) {
    const show = ({ code, kitchen, expires_s }) => say(`Type this code at the hub of ${kitchen} within ${expires_s} s: ${code}`);
    const keyring = await pair({ url, name: name ?? directory.keyring.name, version: VERSION, show });
    await directory.keepKeyring(keyring);
    say(`paired with hub ${keyring.hub} as ${keyring.name}`);
    return 0;
  },

  async order(directory, options, name) {
    const terminal = joined(directory, options);
    for await (const given of ordersFrom(name)) {
      const order = complete(given);
      await terminal.submit({ type: 'order.submit', order });
      say('taken', order.id, order.number);
    }
    await drained(terminal, Number(options.wait ?? 10) * 1000);
    terminal.stop();
    await directory.close(terminal.place);
    const left = directory.outbox.waiting.size;
    if (left > 0) note(`${left} left in the outbox; the next "order" or "watch" sends them`);
    return left > 0 ? 3 : 0;
  },

  async watch(directory, options) {
    const terminal = joined(directory, options);
    await new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
      terminal.on('unpaired', resolve);
    });
    terminal.stop();
    await directory.close(terminal.place);
    if (!terminal.is_unpaired) return 0;
    return directory.outbox.waiting.size > 0 ? 3 : 1;
  },
};

async function main() {
  const option = (type) => ({ type });
  const { values, positionals: [name, ...rest] } = parseArgs({ allowPositionals: true,
    options: { help: option('boolean'), data: option('string'), hub: option('string'), name: option('string'), wait: option('string') } });
  if (values.help) return void process.stdout.write(HELP);
  const expected = name === 'watch' ? 0 : 1;
  if (!Object.hasOwn(commands, name ?? '') || rest.length !== expected) {
    process.stderr.write(HELP);
    process.exit(2);
  }
  const directory = await Directory.open(values.data ?? 'pos-terminal-data', { warn: note });
  process.exit(await commands[name](directory, values, ...rest).finally(() => directory.unlock()));
}

main().catch((error) => {
  note(`pos-terminal: ${error.message}`);
  process.exit(error.code?.startsWith?.('ERR_PARSE_ARGS') ? 2 : 1);
});
