// A connection to a hub as docs/protocol.md has it: TLS where nothing in the certificate counts but its key. `pins` are
// the keys that will do; without pins any will (as for pairing), and the socket's `pin` tells which it was.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import { deadline } from '../../conformance/support/client.mjs';

const ws = createRequire(new URL('../../conformance/support/client.mjs', import.meta.url))('ws');
export const { WebSocket, WebSocketServer } = ws;
const CONNECT_MS = 5_000;

export const pinOf = (certificate) => createHash('sha256').update(certificate.publicKey.export({ type: 'spki', format: 'der' })).digest('hex');

export class WrongKey extends Error {
  code = 'WRONG_KEY';
}

/** Resolves with a connected socket; `url` is ws, wss, http or https. */
export async function connect({ url, pins = [], options = {} }) {
  const { hostname: host, port, protocol } = new URL(url);
  const secure = protocol === 'wss:' || protocol === 'https:';
  const socket = secure ? tls.connect({ host, port, rejectUnauthorized: false, minVersion: 'TLSv1.2', ...options }) : net.connect({ host, port, ...options });
  socket.setNoDelay(true);
  const ready = new Promise((resolve, reject) => socket.once(secure ? 'secureConnect' : 'connect', resolve).once('error', reject).once('close', () => reject(new Error('closed while connecting'))));
  await deadline(ready, `a connection to ${url}`, CONNECT_MS).catch((error) => { socket.destroy(); throw error; });
  socket.pin = secure ? pinOf(socket.getPeerX509Certificate()) : '';
  if (pins.length > 0 && !pins.includes(socket.pin)) {
    socket.destroy();
    throw new WrongKey(`${url} has the key ${socket.pin}`);
  }
  return socket;
}

/** Resolves with an open WebSocket; not before its hub's key has been looked at has anything been said. */
export async function openWebSocket(address, headers = {}) {
  const socket = await connect(address);
  const { host, pathname } = new URL(address.url);
  const opening = new WebSocket(`ws://${host}${pathname}`, ['brigade.v1'], { perMessageDeflate: false, headers, createConnection: () => socket });
  opening.pin = socket.pin;
  opening.on('error', () => {});
  const opened = new Promise((resolve, reject) => opening.once('open', resolve).once('error', reject).once('close', () => reject(new Error('closed while opening'))));
  await deadline(opened, 'the WebSocket handshake', CONNECT_MS).catch((error) => { opening.terminate(); throw error; });
  return opening;
}

/** One HTTP request; resolves with {status, text, body}. */
export async function fetchFrom(address, method, path, { body, token, headers = {} } = {}) {
  const socket = await connect(address);
  const text = body === undefined ? undefined : JSON.stringify(body);
  const all = { ...(text ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) } : {}),
                ...(token ? { Authorization: `Bearer ${token}` } : {}), ...headers };
  const answer = new Promise((resolve, reject) => {
    const request = http.request({ method, path, host: new URL(address.url).hostname, headers: all, createConnection: () => socket }, (response) => {
      let received = '';
      response.on('data', (piece) => { received += piece; }).once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode, text: received, body: parsed(received) }));
    });
    request.once('error', reject);
    request.end(text);
  });
  return deadline(answer, `${method} ${path}`).finally(() => socket.destroy());
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
