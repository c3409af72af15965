// The way to a hub: a WebSocket, over TLS if the address says wss. What counts is the hub's key, which pairing has made
// known ("pinned"); names and dates in its certificate mean nothing in a kitchen's network. Nothing is said to a hub
// before its key has been looked at.
import { createHash } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import WebSocket from 'ws';

const CONNECT_MS = 5_000;

export class WrongKey extends Error {}

function pinOf(certificate) {
  return createHash('sha256').update(certificate.publicKey.export({ type: 'spki', format: 'der' })).digest('hex');
}

function connected(socket, event) {
  return new Promise((resolve, reject) => {
    socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed while connecting')));
    socket.once(event, () => { socket.setTimeout(0); resolve(); });
  });
}

/** Resolves with {socket, pin}; `pins` are the keys that will do, or undefined for whichever is there (to pair). */
export async function openLink(url, pins) {
  const { protocol, hostname, port, pathname } = new URL(url);
  const host = decodeURIComponent(hostname.replace(/^\[|\]$/g, ''));
  const secure = protocol === 'wss:';
  if (!secure && protocol !== 'ws:') throw new Error(`${url} is not a hub's address; write one like wss://192.168.1.5:8687/v1`);
  const to = { host, port: Number(port || (secure ? 443 : 80)) };
  const raw = secure ? tls.connect({ ...to, rejectUnauthorized: false, minVersion: 'TLSv1.2' }) : net.connect(to);
  await connected(raw, secure ? 'secureConnect' : 'connect');
  raw.setNoDelay(true);
  const pin = secure ? pinOf(raw.getPeerX509Certificate()) : '';
  if (secure && pins && !pins.includes(pin)) {
    raw.destroy();
    throw new WrongKey(`at ${url} another hub answers than the one this terminal is paired with (its key is ${pin})`);
  }
  const socket = new WebSocket(`ws://${net.isIPv6(host) ? '[::1]' : host}:${to.port}${pathname}`, 'brigade.v1',
    { perMessageDeflate: false, handshakeTimeout: CONNECT_MS, createConnection: () => raw });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('close', (code) => reject(new Error(`closed with ${code} while opening`)));
  });
  socket.on('error', () => {});  // 'close' follows
  return { socket, pin };
}
