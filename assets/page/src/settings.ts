// What one browser remembers: its language and its colours. A browser that keeps nothing has what it asks for anew.
import { speak, tables, type Language } from './words';

export type Theme = 'dark' | 'light';
/** An event of the window; what is drawn, not styled, takes its colours anew. */
export const THEME_CHANGED = 'theme-changed';

function kept(name: string): string | null {
  try { return localStorage.getItem(name); } catch { return null; }
}
function keep(name: string, value: string): void {
  try { localStorage.setItem(name, value); } catch { /* then until it is closed */ }
}

// Until somebody chooses, as the device has it, which may turn dark in the evening.
let chosen: Theme | undefined;
const device_dark = matchMedia('(prefers-color-scheme: dark)');

export function theme(): Theme {
  return chosen ?? (device_dark.matches ? 'dark' : 'light');
}
function show_theme(): void {
  document.documentElement.dataset.theme = theme();
  dispatchEvent(new Event(THEME_CHANGED));
}
export function choose_theme(next: Theme): void {
  chosen = next;
  keep('theme', next);
  show_theme();
}
export function choose_language(next: Language): void {
  speak(next);
  keep('language', next);
}

export function restore_settings(): void {
  const before = kept('theme');
  if (before === 'dark' || before === 'light') chosen = before;
  show_theme();
  device_dark.addEventListener('change', show_theme);
  const language = kept('language') ?? navigator.language.slice(0, 2);
  speak(Object.hasOwn(tables, language) ? (language as Language) : 'en');
}
