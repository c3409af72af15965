// Service days as the hub names them, "2026-11-20", and what people call them. A day is a name here: it has no time zone.
import { language_locale } from '../words';

const DAY_MS = 86_400_000;
const start = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const named = (parts: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language_locale(), { ...parts, timeZone: 'UTC' });

export const is_day = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(start(text));
export const day_plus = (day: string, days: number): string => new Date(start(day) + days * DAY_MS).toISOString().slice(0, 10);
/** Both included. */
export const day_count = (from: string, to: string): number => Math.round((start(to) - start(from)) / DAY_MS) + 1;
/** Monday is 1. */
export const weekday_of = (day: string): number => ((new Date(start(day)).getUTCDay() + 6) % 7) + 1;

export const day_text = (day: string): string => named({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(start(day)).replace(',', '');
export const day_short = (day: string): string => named({ day: 'numeric', month: 'short' }).format(start(day));
export const weekday_text = (weekday: number, length: 'short' | 'long'): string => named({ weekday: length }).format(start('2024-01-01') + (weekday - 1) * DAY_MS);

export function range_text(from: string, to: string): string {
  if (from === to) return day_text(from);
  return named({ day: 'numeric', month: 'short', year: 'numeric' }).formatRange(start(from), start(to));
}
