// The texts of the page in the language spoken now. Another language is another table here.
import { en, type Key } from './words_en';
import { id } from './words_id';

export type { Key };
export const tables = { en, id };
export type Language = keyof typeof tables;
export const language_names: Record<Language, string> = { en: 'English', id: 'Bahasa Indonesia' };

let language: Language = 'en';

export function speak(next: Language): void {
  language = next;
  document.documentElement.lang = next;
}
export const spoken = (): Language => language;

/** The text in the language spoken now, with {names} replaced. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return tables[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export const language_locale = (): string => (language === 'id' ? 'id-ID' : 'en-GB');
export const count_text = (count: number): string => count.toLocaleString(language_locale());
