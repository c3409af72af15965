// Updates, with the real programs: whose signature counts, what is refused and how that is said, and the ways by which an
// update comes to a box: a directory, a server, a hub over TLS. The box is a directory; nothing is written to a disk.
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadline, eventually } from '../conformance/support/client.mjs';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { missing, program, project_root, trouble } from './support/programs.mjs';
import { unless } from './support/unless.mjs';

const lacks = ['gpg', 'gpgv', 'curl'].map((name) => trouble(name, '--version')).find(Boolean);
const { after, before, it } = unless(missing('brigade') || missing('brigade-hub') || lacks);

/** Keys of the project's and of somebody else's, in a directory of gpg's that is gone afterwards. */
class Keys {
  constructor(work) {
    this.work = work;
    this.home = join(work, 'gpg');
    mkdirSync(this.home, { mode: 0o700 });
  }

  gpg(...words) {
    const ran = spawnSync('gpg', ['--batch', '--yes', '--passphrase', '', ...words], { env: { ...process.env, GNUPGHOME: this.home } });
    assert.equal(ran.status, 0, ran.stderr.toString());
    return ran.stdout;
  }

  /** A new key's keyring. */
  make(name) {
    this.gpg('--quick-generate-key', name, 'ed25519', 'sign', 'never');
    const keyring = join(this.work, `${name}.gpg`);
    writeFileSync(keyring, this.gpg('--export', name));
    return keyring;
  }

  end() {
    spawnSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, GNUPGHOME: this.home } });
  }
}

describe('an update', () => {
  let work, keys, keyring;
  before(() => {
    work = mkdtempSync(join(tmpdir(), 'brigade-updates-'));
    keys = new Keys(work);
    keyring = keys.make('project');
    keys.make('stranger');
  });
  after(() => {
    keys.end();
    rmSync(work, { recursive: true, force: true });
  });

  /** A release in a directory, made by the project's own script from files such as image/build leaves. */
  const release = (version, { by = 'project', targets = ['amd64'], bytes = 2_500_000 } = {}) => {
    const place = mkdtempSync(join(work, 'release-'));
    mkdirSync(join(place, 'updates'));
    for (const target of targets) {
      writeFileSync(join(place, 'updates', `brigade_${version}_${target}.root.erofs`), Buffer.alloc(bytes, `${version} ${target} `));
      writeFileSync(join(place, 'updates', `brigade_${version}_${target}.efi`), `program ${version} ${target}`);
    }
    const made = spawnSync(join(project_root, 'image/release'), ['--key', by, '--updates', join(place, 'updates'), '--out', join(place, 'out')],
      { encoding: 'utf8', env: { ...process.env, GNUPGHOME: keys.home } });
    assert.equal(made.status, 0, made.stderr);
    return join(place, 'out');
  };

  /** A box of the image, as far as its updates go. */
  const box = (role = 'station', more = '') => {
    const root = mkdtempSync(join(work, 'box-'));
    for (const folder of ['usr/lib/systemd', 'run/brigade', 'boot/EFI/Linux', 'var/lib/brigade/updates']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'usr/lib/os-release'), 'IMAGE_ID=brigade\nIMAGE_VERSION=1.0\nVARIANT_ID=amd64\n');
    writeFileSync(join(root, 'boot/EFI/Linux/brigade_1.0.efi'), 'runs');
    writeFileSync(join(root, 'run/brigade/update.conf'), `source = ${role === 'hub' ? 'off' : 'hub'}\nhours = 03:00-05:00\nhub = ${role === 'hub' ? 'localhost' : 'find'}\n${more}`);
    cpSync(keyring, join(root, 'usr/lib/systemd/import-pubring.gpg'));
    return root;
  };
  const ready = (root) => join(root, 'var/lib/brigade/updates/ready');
  const update = (root, ...words) => spawnSync(program('brigade'), ['update', ...words, '--root', root], { encoding: 'utf8' });
  const fetch_from = (root, from) => update(root, 'fetch', '--from', from);
  const refused = (root, from, sentence) => {
    const ran = fetch_from(root, from);
    assert.match(ran.stderr, sentence);
    assert.equal(ran.status, 1, ran.stderr);
    assert.ok(!existsSync(ready(root)), 'nothing is ready');
  };

  describe('from a directory, such as a USB stick', () => {
    it('is verified, kept whole, and said to be ready', () => {
      const root = box(), from = release('2.0');
      const ran = fetch_from(root, from);
      assert.equal(ran.status, 0, ran.stderr);
      assert.match(ran.stdout, /^2\.0 has come from \S+ and is ready$/m);
      for (const name of readdirSync(from)) assert.deepEqual(readFileSync(join(ready(root), name)), readFileSync(join(from, name)), name);
      assert.match(fetch_from(root, from).stdout, /^2\.0 is ready$/m);
      assert.match(update(root, 'status').stdout, /1\.0 runs on this box[^]*2\.0 is ready/);
    });

    it('is refused when it is not signed', () => {
      const from = release('2.0');
      rmSync(join(from, 'SHA256SUMS.gpg'));
      refused(box(), from, /it is not signed/);
    });

    it('is refused when its list was changed after it was signed', () => {
      const from = release('2.0'), sums = join(from, 'SHA256SUMS');
      writeFileSync(sums, readFileSync(sums, 'utf8').replace(/^./, (digit) => (digit === '0' ? '1' : '0')));
      refused(box(), from, /SHA256SUMS is not what was signed/);
    });

    it('is refused when its signature is none', () => {
      const from = release('2.0');
      writeFileSync(join(from, 'SHA256SUMS.gpg'), 'trust me');
      refused(box(), from, /no signature that can be read/);
    });

    it('is refused when somebody else has signed it', () => refused(box(), release('2.0', { by: 'stranger' }), /signed with a key that this system does not know/));

    it('is refused when a file in it was changed', () => {
      const from = release('2.0'), file = join(from, 'brigade_2.0_amd64.root.erofs');
      const bytes = readFileSync(file);
      bytes[1_234_567] ^= 1;
      writeFileSync(file, bytes);
      refused(box(), from, /brigade_2\.0_amd64\.root\.erofs is not what was signed/);
    });

    it('is refused when a file in it was cut off, and taken once it is whole', () => {
      const root = box(), from = release('2.0'), file = join(from, 'brigade_2.0_amd64.root.erofs'), whole = readFileSync(file);
      truncateSync(file, 1_000_000);
      refused(root, from, /damaged or cut off/);
      writeFileSync(file, whole);
      assert.equal(fetch_from(root, from).status, 0);
    });

    it('is refused when it is older than what runs', () => refused(box(), release('0.9'), /0\.9 is older than 1\.0/));
    it('is refused when it is for another kind of box', () => refused(box(), release('2.0', { targets: ['arm64-virt'] }), /nothing for amd64/));

    it('is refused when it was tried here before and did not start well', () => {
      const root = box();
      writeFileSync(join(root, 'boot/EFI/Linux/brigade_2.0+0-3.efi'), 'did not start');
      refused(root, release('2.0'), /did not start well; a newer one is needed/);
    });

    it('is not even copied when its list is no list, but fills a disk', () => {
      const root = box(), from = release('2.0');
      writeFileSync(join(from, 'SHA256SUMS'), Buffer.alloc(70_000));
      const ran = fetch_from(root, from);
      assert.match(ran.stderr, /SHA256SUMS is larger than it may be/);
      assert.equal(ran.status, 3);
    });

    it('is refused by a system that was built without a key', () => {
      const root = box();
      rmSync(join(root, 'usr/lib/systemd/import-pubring.gpg'));
      refused(root, release('2.0'), /takes no updates: its image was built without a key/);
    });

    it('that runs already is nothing newer', () => {
      const root = box();
      const ran = fetch_from(root, release('1.0'));
      assert.equal(ran.status, 0);
      assert.match(ran.stdout, /nothing newer than 1\.0/);
      assert.ok(!existsSync(ready(root)));
    });

    it('takes the place of an older one that was ready, and brings a hub what its stations need', () => {
      const root = box('hub');
      assert.equal(fetch_from(root, release('2.0', { targets: ['amd64', 'arm64-virt'] })).status, 0);
      assert.equal(readdirSync(ready(root)).length, 6);
      assert.equal(fetch_from(root, release('2.1')).status, 0);
      assert.deepEqual(readdirSync(ready(root)).sort(), ['SHA256SUMS', 'SHA256SUMS.gpg', 'brigade_2.1_amd64.efi', 'brigade_2.1_amd64.root.erofs']);
    });

    it('goes on after it was cut off: what is there already is not brought again', () => {
      const root = box(), from = release('2.0'), coming = join(root, 'var/lib/brigade/updates/coming');
      mkdirSync(coming);
      cpSync(join(from, 'brigade_2.0_amd64.root.erofs'), join(coming, 'brigade_2.0_amd64.root.erofs'));
      writeFileSync(join(coming, 'brigade_1.9_amd64.efi.part'), 'of another release');
      rmSync(join(from, 'brigade_2.0_amd64.root.erofs'));
      assert.equal(fetch_from(root, from).status, 0);
      assert.equal(readdirSync(ready(root)).length, 4);
    });

    it('is judged by whoever made it before it goes out', () => {
      const from = release('2.0', { targets: ['amd64', 'arm64-virt'] });
      const ran = spawnSync(program('brigade'), ['update', 'verify', '--from', from, '--keyring', keyring], { encoding: 'utf8' });
      assert.equal(ran.stdout, '2.0: 4 files, signed and whole\n', ran.stderr);
    });
  });

  describe('from a server in the network', () => {
    let server, place, asked;
    before(async () => {
      place = release('2.0');
      server = createServer((request, response) => {
        asked.push(`${request.url} ${request.headers.range ?? ''}`.trim());
        const file = join(place, request.url.replace('/kitchens/brigade/', ''));
        if (!existsSync(file)) return response.writeHead(404).end();
        const from = Number(request.headers.range?.match(/^bytes=(\d+)-$/)?.[1] ?? 0), bytes = readFileSync(file);
        if (from > 0 && from >= bytes.length) return response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
        if (from > 0) response.writeHead(206, { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` });
        return response.end(bytes.subarray(from));
      });
      await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    });
    after(() => server?.close());
    const url = () => `http://127.0.0.1:${server.address().port}/kitchens/brigade`;
    // The server lives in this process, so what asks it must not make it wait.
    const asking = (root, ...words) => new Promise((resolve) => {
      asked = [];
      const ran = spawn(program('brigade'), ['update', ...words, '--root', root], { stdio: ['ignore', 'pipe', 'pipe'] });
      const said = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr']) ran[name].on('data', (text) => { said[name] += text; });
      ran.once('exit', (status) => resolve({ ...said, status }));
    });

    it('is fetched, verified and ready', async () => {
      const root = box();
      const ran = await asking(root, 'fetch', '--from', url());
      assert.equal(ran.status, 0, ran.stderr);
      assert.deepEqual(readFileSync(join(ready(root), 'brigade_2.0_amd64.root.erofs')), readFileSync(join(place, 'brigade_2.0_amd64.root.erofs')));
    });

    it('goes on where it was cut off', async () => {
      const root = box(), coming = join(root, 'var/lib/brigade/updates/coming');
      mkdirSync(coming);
      writeFileSync(join(coming, 'brigade_2.0_amd64.root.erofs.part'), readFileSync(join(place, 'brigade_2.0_amd64.root.erofs')).subarray(0, 1_000_000));
      assert.equal((await asking(root, 'fetch', '--from', url())).status, 0);
      assert.ok(asked.includes('/kitchens/brigade/brigade_2.0_amd64.root.erofs bytes=1000000-'), asked.join('\n'));
    });

    it('is whole where all of it had come already before the power was cut', async () => {
      const root = box(), coming = join(root, 'var/lib/brigade/updates/coming');
      mkdirSync(coming);
      cpSync(join(place, 'brigade_2.0_amd64.root.erofs'), join(coming, 'brigade_2.0_amd64.root.erofs.part'));
      assert.equal((await asking(root, 'fetch', '--from', url())).status, 0);
      assert.deepEqual(readFileSync(join(ready(root), 'brigade_2.0_amd64.root.erofs')), readFileSync(join(place, 'brigade_2.0_amd64.root.erofs')));
    });

    it('is fetched anew where what was there is not its beginning', async () => {
      const root = box(), coming = join(root, 'var/lib/brigade/updates/coming');
      mkdirSync(coming);
      writeFileSync(join(coming, 'brigade_2.0_amd64.root.erofs.part'), Buffer.alloc(1_000_000, 'x'));
      assert.equal((await asking(root, 'fetch', '--from', url())).status, 0);
    });

    it('that has none of it, or does not answer, is not reached', async () => {
      assert.match((await asking(box(), 'fetch', '--from', `${url()}/nothing`)).stderr, /the server has no SHA256SUMS/);
      const ran = await asking(box(), 'fetch', '--from', 'http://127.0.0.1:9/brigade');
      assert.equal(ran.status, 3, ran.stderr);
    });

    it('is never asked for files of its own machine', async () => {
      const ran = await asking(box(), 'fetch', '--from', `file://${place}`);
      assert.match(ran.stderr, /is neither hub, nor http:\/\/ or https:\/\/, nor a directory/);
      assert.equal(ran.status, 2);
    });
  });

  describe('from the hub', () => {
    let kitchen, shared, hub, wss, pin, pairing;
    before(async () => {
      kitchen = await Kitchen.start();
      shared = join(work, 'handed-on');
      cpSync(release('2.0', { targets: ['amd64', 'arm64-virt'] }), shared, { recursive: true });
      hub = spawn(program('brigade-hub'), ['--config', join(kitchen.directory, 'kitchen.toml'), '--data', join(work, 'hub'), '--listen', '127.0.0.1:0',
        '--listen-tls', '127.0.0.1:0', '--updates', shared], { stdio: ['ignore', 'pipe', 'ignore'] });
      let said = '';
      hub.stdout.on('data', (text) => { said += text; });
      await eventually(() => /^key [0-9a-f]{64}$/m.test(said), 'the hub to listen');
      const plain = said.match(/^listening (ws:\S+)$/m)[1];
      [, wss] = said.match(/^listening (wss:\S+)$/m);
      [, pin] = said.match(/^key ([0-9a-f]{64})$/m);
      pairing = join(work, 'pairing.json');
      await pair(plain);
    });
    after(async () => {
      hub?.kill('SIGTERM');
      await kitchen?.stop();
    });

    // As an installer does: `brigade join` shows a code, `brigade pair` is told it at the hub.
    const pair = async (plain) => {
      const joining = spawn(program('brigade'), ['join', '--hub', wss, '--keep', pairing, '--name', 'grill'], { stdio: ['ignore', 'pipe', 'pipe'] });
      let code = '';
      for (const stream of [joining.stdout, joining.stderr]) stream.on('data', (text) => { code += text; });
      const ended = new Promise((resolve) => { joining.once('exit', resolve); });
      await eventually(() => /\d{3} ?\d{3}/.test(code), 'the code');
      const paired = spawnSync(program('brigade'), ['pair', code.match(/(\d{3}) ?(\d{3})/).slice(1).join(''), '--hub', plain], { encoding: 'utf8' });
      assert.equal(paired.status, 0, paired.stderr + code);
      assert.equal(await deadline(ended, 'the join to end'), 0, code);
    };
    const fetch_from_hub = (root, ...words) => update(root, 'fetch', '--from', 'hub', '--hub', wss, ...words);

    it('comes over TLS to its pinned key, block by block, and only what this kind of box needs', () => {
      const root = box();
      const ran = fetch_from_hub(root, '--pairing', pairing);
      assert.equal(ran.status, 0, ran.stderr);
      assert.match(ran.stdout, /2\.0 has come from the hub at wss:/);
      assert.deepEqual(readdirSync(ready(root)).sort(), ['SHA256SUMS', 'SHA256SUMS.gpg', 'brigade_2.0_amd64.efi', 'brigade_2.0_amd64.root.erofs']);
      assert.deepEqual(readFileSync(join(ready(root), 'brigade_2.0_amd64.root.erofs')), readFileSync(join(shared, 'brigade_2.0_amd64.root.erofs')));
    });

    it('is known by the pairing of a screen of this box as well', () => {
      const root = box();
      mkdirSync(join(root, 'var/lib/brigade/station/grill'), { recursive: true });
      cpSync(pairing, join(root, 'var/lib/brigade/station/grill/pairing.json'));
      assert.equal(fetch_from_hub(root).status, 0);
    });

    it('is not taken from a hub with another key', () => {
      const other = join(work, 'other.json');
      writeFileSync(other, readFileSync(pairing, 'utf8').replaceAll(pin, pin.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))));
      const ran = fetch_from_hub(box(), '--pairing', other);
      assert.match(ran.stderr, /key/);
      assert.equal(ran.status, 3);
    });

    it('that somebody changed on the hub is refused by the station', () => {
      const file = join(shared, 'brigade_2.0_amd64.efi'), good = readFileSync(file);
      writeFileSync(file, 'program 2.0 evil!');
      const root = box();
      const ran = fetch_from_hub(root, '--pairing', pairing);
      assert.match(ran.stderr, /brigade_2\.0_amd64\.efi is not what was signed/);
      assert.equal(ran.status, 1);
      assert.ok(!existsSync(ready(root)));
      writeFileSync(file, good);
    });
  });

  describe('taken by hand', () => {
    it('needs a reason, for the kitchen may be cooking', () => {
      const ran = update(box(), 'install');
      assert.match(ran.stderr, /--reason is missing/);
      assert.equal(ran.status, 2);
    });

    it('needs something that is ready', () => {
      const ran = update(box(), 'install', '--reason', 'the scenario says so');
      assert.match(ran.stderr, /nothing is ready/);
      assert.equal(ran.status, 1);
    });
  });
});

describe('a release', () => {
  it('is not made of half of an update, or of two versions at once', () => {
    const place = mkdtempSync(join(tmpdir(), 'brigade-release-'));
    const tried = () => spawnSync(join(project_root, 'image/release'), ['--key', 'nobody', '--updates', place, '--out', join(place, 'out')], { encoding: 'utf8' });
    try {
      assert.match(tried().stderr, /There are no updates in/);
      writeFileSync(join(place, 'brigade_2.0_amd64.efi'), 'x');
      assert.match(tried().stderr, /There is no brigade_2\.0_amd64\.root\.erofs/);
      for (const name of ['brigade_2.0_amd64.root.erofs', 'brigade_2.1_amd64.efi', 'brigade_2.1_amd64.root.erofs']) writeFileSync(join(place, name), 'x');
      assert.match(tried().stderr, /holds several versions: 2\.0 2\.1/);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
});
