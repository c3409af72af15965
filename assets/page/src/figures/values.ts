// Figures as people read them. What has no value is a dash, never a zero.
import { age } from '../time';
import { count_text, language_locale } from '../words';
import type { Share } from './answers';

export const NONE = '–';
export const time_text = (ms: number | null | undefined): string => (ms === null || ms === undefined ? NONE : age(ms));
export const minutes = (ms: number | null | undefined): number | null => (ms === null || ms === undefined ? null : ms / 60_000);
export const percent = ({ of, count }: Share): number | null => (of === 0 ? null : (100 * count) / of);
export const percent_text = (share: Share): string => {
  const value = percent(share);
  if (value === null) return NONE;
  return `${value.toLocaleString(language_locale(), { maximumFractionDigits: value > 0 && value < 10 ? 1 : 0 })}\u00a0%`;
};
/** "38 ms", "1.2 s": what is too short for minutes. */
export function moment_text(ms: number | null): string {
  if (ms === null) return NONE;
  if (ms < 1000) return `${count_text(ms)}\u00a0ms`;
  return ms < 60_000 ? `${(ms / 1000).toLocaleString(language_locale(), { maximumFractionDigits: 1 })}\u00a0s` : age(ms);
}

/** An instant by the kitchen's clock where it is known how that stood, else by this browser's. */
export function instant_text(instant: string | null, seconds = true, utc_offset_min?: number): string {
  if (!instant) return NONE;
  const at = Date.parse(instant);
  const kitchen = utc_offset_min === undefined ? new Date(at) : new Date(at + utc_offset_min * 60_000);
  const text = kitchen.toLocaleTimeString('en-GB', utc_offset_min === undefined ? {} : { timeZone: 'UTC' });
  return seconds ? text : text.slice(0, 5);
}
