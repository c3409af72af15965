// Compares what the page shows with what the hub sends. Everything must be equal, except that
//   "…" stands for any text, and a field "…" for any further fields;
//   seq, after and seen are compared by their relation: one number on the page is one number of the journal;
//   times of the kitchen and age_ms are compared by their shape.
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const KITCHEN_TIMES = new Set(['at', 'time', 'fired_at', 'shown_at', 'bumped_at', 'started_at', 'done_at']);
const SEQS = new Set(['seq', 'after', 'seen']);

export class Comparison {
  #to_real = new Map();
  #to_page = new Map();

  /** The seq that the page calls `shown`; itself if the page has not met it yet. */
  realSeq(shown) {
    return this.#to_real.get(shown) ?? shown;
  }

  /** Where `real` differs from what the page shows, or undefined. Remembers its numbers if it does not. */
  difference(shown, real) {
    const met = [];
    const difference = this.#compare(shown, real, '', '', met);
    if (difference) return difference;
    for (const [page_seq, real_seq] of met) {
      this.#to_real.set(page_seq, real_seq);
      this.#to_page.set(real_seq, page_seq);
    }
    return undefined;
  }

  #compare(shown, real, key, path, met) {
    const differs = `${path || '/'}: the page shows ${JSON.stringify(shown)}, the hub says ${JSON.stringify(real)}`;
    if (shown === '…') return typeof real === 'string' ? undefined : differs;
    if (Array.isArray(shown)) {
      if (!Array.isArray(real) || real.length !== shown.length) return differs;
      return first(shown, (entry, n) => this.#compare(entry, real[n], '', `${path}/${n}`, met));
    }
    if (shown !== null && typeof shown === 'object') return this.#compareObjects(shown, real, path, met, differs);
    if (KITCHEN_TIMES.has(key) && shown !== null) return TIME.test(shown) && TIME.test(real) ? undefined : differs;
    if (key === 'age_ms') return Number.isInteger(real) && real >= 0 ? undefined : differs;
    if (SEQS.has(key)) return this.#compareSeqs(shown, real, met) ? undefined : differs;
    return shown === real ? undefined : differs;
  }

  #compareObjects(shown, real, path, met, differs) {
    if (real === null || typeof real !== 'object' || Array.isArray(real)) return differs;
    const { '…': more, ...fields } = shown;
    const unsaid = Object.keys(real).filter((key) => !(key in fields));
    if (more === undefined && unsaid.length) return `${path}/${unsaid[0]}: the page does not show it`;
    return first(Object.keys(fields), (key) => (key in real ? this.#compare(fields[key], real[key], key, `${path}/${key}`, met)
                                                            : `${path}/${key}: the hub does not say it`));
  }

  #compareSeqs(shown, real, met) {
    if (!Number.isInteger(real)) return false;
    const known = this.#to_real.get(shown) ?? met.find(([page_seq]) => page_seq === shown)?.[1];
    if (known !== undefined) return known === real;
    if (this.#to_page.has(real)) return false;
    met.push([shown, real]);
    return true;
  }
}

function first(list, find) {
  for (const [n, entry] of list.entries()) {
    const found = find(entry, n);
    if (found) return found;
  }
  return undefined;
}
