// Whether the hub is there and who is signed in, and what the room in view wants to know: each asked every two seconds,
// neither waiting for the other. What is shown is as old as the older of the two answers; once that is too old, whatever
// the reason, the page says so.
import { ask_session, post } from './api';
import type { Session } from './facts';

const EVERY_MS = 2_000;
const LOOK_MS = 1_000;
/** With a look each second this is said before five have passed. */
const OLD_MS = 4_000;
const HERE_EVERY_MS = 60_000;

export interface Listener {
  heard(session: Session): void;
  /** Since when nothing was heard, and whether the hub itself did answer. */
  old(since: number, answers: boolean): void;
  /** With what the hub says to whoever is not signed in. */
  signed_out(session: Session): void;
}

export class Live {
  private refresh: () => Promise<void> = async () => {};
  private session: Session | undefined;
  private session_timer = 0;
  private room_timer = 0;
  private readonly watch: number;
  private heard_at = Date.now();
  private shown_at = Date.now();
  private told_here_at = 0;  // who has just loaded the page is here
  private stopped = false;

  constructor(private readonly listener: Listener) {
    for (const sign of ['pointerdown', 'keydown']) addEventListener(sign, this.here, { passive: true });
    this.watch = window.setInterval(() => this.look(), LOOK_MS);
    void this.session_turn();
  }

  /** What the room in view asks with each turn; asked at once. */
  show(refresh: () => Promise<void>): void {
    this.refresh = refresh;
    this.shown_at = Date.now();
    clearTimeout(this.room_timer);
    void this.room_turn();
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.watch);
    clearTimeout(this.session_timer);
    clearTimeout(this.room_timer);
    for (const sign of ['pointerdown', 'keydown']) removeEventListener(sign, this.here);
  }

  /** The session of a page that nobody touches ends; so the hub has to hear when somebody does. */
  private here = (): void => {
    if (Date.now() - this.told_here_at < HERE_EVERY_MS) return;
    this.told_here_at = Date.now();
    post('/api/v1/session', {}).catch(() => { this.told_here_at = 0; });
  };

  private async session_turn(): Promise<void> {
    const session = await ask_session().catch(() => undefined);
    if (this.stopped) return;
    if (session) {
      if (!session.person) return this.listener.signed_out(session);
      this.session = session;
      this.heard_at = Date.now();
      this.look();
    }
    this.session_timer = window.setTimeout(() => void this.session_turn(), EVERY_MS);
  }

  private async room_turn(): Promise<void> {
    const { refresh } = this;
    const asked_at = Date.now();
    const answered = await refresh().then(() => true, () => false);
    if (this.stopped || refresh !== this.refresh) return;
    if (answered) this.shown_at = asked_at;
    this.look();
    this.room_timer = window.setTimeout(() => void this.room_turn(), EVERY_MS);
  }

  private look(): void {
    const [now, since] = [Date.now(), Math.min(this.heard_at, this.shown_at)];
    if (now - since > OLD_MS) this.listener.old(since, now - this.heard_at <= OLD_MS);
    else if (this.session) this.listener.heard(this.session);
  }
}
