// HTTP as a plain client sees it, and bare TCP for what no client library would send.
import http from 'node:http';
import net from 'node:net';
import { DEADLINE_MS, deadline } from './client.mjs';

export class Http {
  constructor(port) {
    this.port = port;
  }

  /** Resolves with {status, headers, text, body}; body is the parsed JSON or undefined. */
  call(method, path, { body, headers = {} } = {}) {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const answer = new Promise((resolve, reject) => {
      const request = http.request({ host: '127.0.0.1', port: this.port, method, path, agent: false,
                                     headers: { ...(text === undefined ? {} : { 'Content-Type': 'application/json',
                                                                               'Content-Length': Buffer.byteLength(text) }), ...headers } });
      request.once('error', reject);
      request.once('response', (response) => {
        const pieces = [];
        response.on('data', (piece) => pieces.push(piece));
        response.once('error', reject);
        response.once('end', () => resolve(shaped(response, Buffer.concat(pieces).toString())));
      });
      request.end(text);
    });
    return deadline(answer, `${method} ${path}`);
  }

  get(path) {
    return this.call('GET', path);
  }

  post(path, body, headers) {
    return this.call('POST', path, { body, headers });
  }

  async order(id) {
    return (await this.get(`/api/v1/orders/${id}`)).body;
  }

  /** The order's ticket at a station, or undefined. */
  async ticket(id, station) {
    return (await this.order(id)).tickets?.find((ticket) => ticket.station === station);
  }

  async board(station) {
    return (await this.get(`/api/v1/stations/${station}/board`)).body;
  }

  /** The order's ticket as the station's board holds it, or undefined. */
  async onBoard(id, station) {
    return (await this.board(station)).tickets.find((ticket) => ticket.order_id === id);
  }
}

function shaped(response, text) {
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return { status: response.statusCode, headers: response.headers, text, body };
}

/** A bare TCP connection: `received` grows, `ended` resolves when the other side is done. */
export async function rawConnect(port) {
  const socket = net.connect(port, '127.0.0.1');
  const raw = { socket, received: '' };
  socket.setEncoding('latin1');
  socket.on('data', (data) => { raw.received += data; });
  socket.on('error', () => {});
  raw.ended = new Promise((resolve) => socket.once('close', resolve));
  raw.awaitEnd = (timeout_ms = DEADLINE_MS) => deadline(raw.ended, 'the hub to close the TCP connection', timeout_ms);
  await deadline(new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject)), 'TCP connect');
  return raw;
}
