// Times as people read them.
import { spoken } from './words';

const two = (number: number): string => String(number).padStart(2, '0');

/** "6:52", "1:06:52": a wait, to the second. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** "12 s", "3 min", "5 h", "2 d": how long ago, roughly. */
export function roughly(seconds: number): string {
  const units = spoken() === 'id' ? ['dtk', 'mnt', 'jam', 'hr'] : ['s', 'min', 'h', 'd'];
  if (seconds < 90) return `${Math.floor(seconds)} ${units[0]}`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} ${units[1]}`;
  return seconds < 36 * 3600 ? `${Math.round(seconds / 3600)} ${units[2]}` : `${Math.round(seconds / 86_400)} ${units[3]}`;
}

export function clock(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
