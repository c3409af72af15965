// A table of texts: what charts say to whoever does not see them, or wants to read the values.
import { h } from '../dom';

export interface Row { head: string | HTMLElement; cells: (string | HTMLElement)[] }

export function data_table(caption: string, heads: string[], rows: Row[]): HTMLTableElement {
  return h('table', { class: 'data' }, h('caption', { class: 'unseen' }, caption),
    h('thead', {}, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, ...rows.map(({ head, cells }) => h('tr', {}, h('th', { scope: 'row' }, head), ...cells.map((cell) => h('td', {}, cell))))));
}
