// The hub, as the page asks it. At most two requests at a time: the hub closes each connection after its answer, and
// lets one address have only a few.
import type { Session } from './facts';
import { t, type Key } from './words';

export class HubError extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly path: string, readonly retry_ms: number | undefined) {
    super(message);
  }
}

const AT_ONCE = 2;
const ANSWER_MS = 4_000;
const SESSION_MS = 1_500;
let running = 0;
const waiting: (() => void)[] = [];

async function turn<T>(job: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await job();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

async function ask<T>(path: string, options: RequestInit, answer_ms = ANSWER_MS, dropped?: AbortSignal): Promise<T> {
  dropped?.throwIfAborted();
  const cut = new AbortController();
  dropped?.addEventListener('abort', () => cut.abort(), { once: true });
  const timer = setTimeout(() => cut.abort(), answer_ms);
  try {
    const response = await fetch(path, { ...options, signal: cut.signal, cache: 'no-store', credentials: 'same-origin', redirect: 'error' });
    const body = await response.json();
    if (!response.ok) throw new HubError(response.status, body.code ?? '', body.message ?? '', body.path ?? '', body.retry_ms);
    return body as T;
  } finally {
    clearTimeout(timer);
  }
}

/** `dropped` says that nobody waits for the answer any more. */
export const get = <T>(path: string, dropped?: AbortSignal): Promise<T> => turn(() => ask<T>(path, {}, ANSWER_MS, dropped));
export const post = <T>(path: string, body: unknown): Promise<T> =>
  turn(() => ask<T>(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }));
/** Waits behind no other request, and not for long: that is how it is noticed that the hub is lost. */
export const ask_session = (): Promise<Session> => ask<Session>('/api/v1/session', {}, SESSION_MS);
/** A request of docs/protocol.md, "Looking after devices". */
export const request = <T>(type: string, fields: Record<string, unknown> = {}): Promise<T> => post<T>('/api/v1/requests', { type, ...fields });

/** What went wrong, for a person; `known` has words of the page's own by status and path: "409/pin". */
export function told(error: unknown, known: Partial<Record<string, Key>> = {}): string {
  if (!(error instanceof HubError)) return t('failed');
  if (error.retry_ms) return t('wait_s', { seconds: Math.ceil(error.retry_ms / 1000) });
  const place = `${error.status}${error.path}`;
  const key = Object.hasOwn(known, place) ? known[place] : undefined;
  if (key) return t(key);
  return error.status === 401 && !error.path ? t('signed_out') : error.message || t('failed');
}
