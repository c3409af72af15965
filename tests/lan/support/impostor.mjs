// A man in the middle: takes a device's TLS connection with a key of his own and hands everything on to the real hub
// through a second one. Or, as `hub`, he plays the hub himself, without knowing the code.
import { X509Certificate, randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import https from 'node:https';
import tls from 'node:tls';
import { commitment, newCode } from './pairing.mjs';
import { WebSocketServer, pinOf } from './secure.mjs';

function ownKey() {
  const directory = mkdtempSync(join(tmpdir(), 'brigade-impostor-'));
  const [key_file, certificate_file] = ['key.pem', 'certificate.pem'].map((name) => join(directory, name));
  const ran = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '3650',
                                    '-subj', '/CN=Brigade', '-keyout', key_file, '-out', certificate_file], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`openssl: ${ran.error?.message ?? ran.stderr}`);
  const made = { key: readFileSync(key_file), cert: readFileSync(certificate_file) };
  rmSync(directory, { recursive: true });
  return made;
}

export default class Impostor {
  /** {port, hub: {host, port}} */
  constructor(options) {
    Object.assign(this, options);
    this.read = { up: '', down: '' };  // what he could read of both directions
    this.calls = [];  // where they came from
    this.heard = [];  // of devices that took him for the hub
    this.identity = ownKey();
    this.pin = pinOf(new X509Certificate(this.identity.cert));
  }

  /** Hands on all that is said. */
  async between() {
    this.server = tls.createServer(this.identity, (device) => {
      const hub = tls.connect({ ...this.hub, rejectUnauthorized: false });
      const over = () => { device.destroy(); hub.destroy(); };
      for (const [from, to, way] of [[device, hub, 'up'], [hub, device, 'down']]) {
        from.on('data', (data) => { this.read[way] += data.toString('latin1'); to.write(data); });
        from.on('error', over).once('close', over);
      }
    });
    return this.#listen();
  }

  /** Answers a pairing as the hub would, with a guessed code and a token of his own. */
  async asHub() {
    this.server = https.createServer(this.identity);
    const sockets = new WebSocketServer({ server: this.server, handleProtocols: () => 'brigade.v1' });
    sockets.on('connection', (socket) => {
      const key = randomBytes(32).toString('hex');
      const say = (message) => socket.send(JSON.stringify(message));
      socket.on('error', () => {});
      socket.on('close', () => this.heard.push({ type: 'closed' }));
      socket.on('message', (data) => {
        const message = JSON.parse(data);
        this.heard.push(message);
        const { role, name } = message;
        if (message.type === 'pair') {
          this.pair = message;
          say({ type: 'pairing', id: '1', hub: 'the-real-one', kitchen: 'Warung Ibu', nonce: randomBytes(32).toString('hex'), expires_s: 120 });
          say({ type: 'pair.commit', commit: commitment(key, { side: 'hub', pin: this.pin, role, name, code: newCode() }) });
        }
        if (message.type === 'pair.reveal') {
          say({ type: 'paired', key, device: 'd-1', token: 'f'.repeat(64), role: this.pair.role, name: this.pair.name, hub: 'the-real-one', pins: [this.pin] });
        }
      });
    });
    return this.#listen();
  }

  async #listen() {
    this.server.on('connection', (socket) => {
      socket.on('error', () => {});
      this.calls.push(socket.remoteAddress.replace('::ffff:', ''));
    });
    this.server.on('tlsClientError', () => {});
    await new Promise((resolve, reject) => this.server.once('error', reject).listen(this.port, '0.0.0.0', resolve));
    return this.pin;
  }

  callers() {
    return this.calls;
  }

  overheard() {
    return { read: this.read, heard: this.heard };
  }
}
