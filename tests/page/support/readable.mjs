// What somebody needs who does not see the page well, or not at all: contrast, names, tables with heads. Runs in the page.
export const readable = (page) => page.evaluate(async () => {
  // A colour on its way is neither the one before nor the one after.
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  const luminance = ([r, g, b]) => {
    const [R, G, B] = [r, g, b].map((value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  const colour = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const [r, g, b, a = 1] = colour(getComputedStyle(each).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const seen = (element) => element.getClientRects().length > 0 && !element.closest('.unseen, .skip, [disabled]');
  const pale = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !seen(element) || ['OPTION', 'NOSCRIPT'].includes(element.tagName)) continue;
    const [one, other] = [luminance(colour(getComputedStyle(element).color)), luminance(ground(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 7) pale.add(`${contrast.toFixed(1)} ${element.tagName}.${element.className} "${node.textContent.trim().slice(0, 30)}"`);
  }
  const name = (element) => element.getAttribute('aria-label') || element.labels?.[0]?.textContent.trim() || element.textContent.trim();
  const nameless = [...document.querySelectorAll('button, a[href], input, select, progress, section, nav')].filter((element) => !name(element)).map((element) => element.outerHTML.slice(0, 90));
  const headless = [...document.querySelectorAll('table')].filter((table) => !table.caption?.textContent || [...table.querySelectorAll('th')].some((th) => !th.scope) || !table.querySelector('thead th')).map((table) => table.outerHTML.slice(0, 90));
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const levels = [...document.querySelectorAll('h1, h2, h3')].filter(seen).map(({ tagName }) => Number(tagName[1]));
  return { pale: [...pale], nameless, headless, twice: ids.filter((id, place) => ids.indexOf(id) !== place),
    leaps: levels.filter((level, place) => level > (levels[place - 1] ?? 0) + 1), one_h1: levels.filter((level) => level === 1).length };
});

export const AS_IT_SHOULD = { pale: [], nameless: [], headless: [], twice: [], leaps: [], one_h1: 1 };
