// What is asked about: service days, filters, and what they are compared with. It lives in the address.
import { day_count, day_plus, is_day } from './days';

export const FILTERS = ['station', 'item', 'daypart', 'service', 'channel', 'cook'] as const;
export type Filter = (typeof FILTERS)[number];
export type Compare = 'weekdays' | 'previous';

export interface Question {
  from: string;  // empty, as `to`: the service day that is on now
  to: string;
  filters: Record<Filter, string[]>;
  compare: Compare;
}

const DAYS_MAX = 800;
const WEEKDAYS_MAX = 31;

export function question_of(values: URLSearchParams): Question {
  let [from, to] = [values.get('from') ?? '', values.get('to') ?? ''];
  if (!is_day(from)) from = '';
  if (!is_day(to)) to = from;
  if (!from) from = to;
  if (from && (from > to || day_count(from, to) > DAYS_MAX)) from = to;
  const filters = Object.fromEntries(FILTERS.map((name) => [name, [...new Set(values.getAll(name))]])) as Question['filters'];
  return { from, to, filters, compare: values.get('compare') === 'previous' ? 'previous' : 'weekdays' };
}

function filter_values({ filters }: Question): URLSearchParams {
  const values = new URLSearchParams();
  for (const name of FILTERS) for (const value of filters[name]) values.append(name, value);
  return values;
}

/** As it stands in the address. */
export function place_values(question: Question): URLSearchParams {
  const values = filter_values(question);
  if (question.from) values.set('from', question.from);
  if (question.to !== question.from) values.set('to', question.to);
  if (question.compare === 'previous') values.set('compare', 'previous');
  return values;
}

/** As the hub is asked. */
export function ask_values(question: Question, more: Record<string, string> = {}): string {
  const values = filter_values(question);
  if (question.from) values.set('from', question.from);
  if (question.to) values.set('to', question.to);
  for (const [name, value] of Object.entries(more)) values.set(name, value);
  return values.toString();
}

export const no_filters = (): Question['filters'] => Object.fromEntries(FILTERS.map((name) => [name, [] as string[]])) as Question['filters'];
export const on_days = (question: Question, from: string, to: string): Question => ({ ...question, from, to });
export const with_filter = (question: Question, name: Filter, values: string[]): Question =>
  ({ ...question, filters: { ...question.filters, [name]: values } });

/** With days instead of "today". */
export const resolved = (question: Question, today: string): Question => (question.from ? question : on_days(question, today, today));
export const can_compare_weekdays = ({ from, to }: Question): boolean => day_count(from, to) <= WEEKDAYS_MAX;

/** For what needs more than a day or two to say anything: the four weeks that end with the range. */
export const in_context = (question: Question): Question =>
  (day_count(question.from, question.to) < 14 ? on_days(question, day_plus(question.to, -27), question.to) : question);
