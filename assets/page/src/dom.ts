// Elements in one expression. Text always comes in as text; there is no way here to make HTML of a string.
type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | ((event: Event) => void) | undefined>;

/** Functions are listeners, under a name that begins with "on"; true is an attribute without a value, false and undefined are none. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child instanceof Node || typeof child === 'string'));
  return element;
}

/** Changes the text only if it is another one, so that screen readers and selections are left in peace. */
export function set_text(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export interface Keyed<Item> {
  element: HTMLElement;
  update(item: Item): void;
}

/**
 * A list whose elements stay the same as long as their items do: what somebody types in one of them, and where the focus
 * is, outlives every refresh. Returns the function that shows a list.
 */
export function keyed<Item>(container: HTMLElement, key: (item: Item) => string, make: (item: Item) => Keyed<Item>): (items: Item[]) => void {
  const shown = new Map<string, Keyed<Item>>();
  return (items) => {
    const keys = new Set(items.map(key));
    for (const [gone, { element }] of [...shown]) if (!keys.has(gone)) { element.remove(); shown.delete(gone); }
    items.forEach((item, place) => {
      const entry = shown.get(key(item)) ?? make(item);
      shown.set(key(item), entry);
      entry.update(item);
      if (container.children[place] !== entry.element) container.insertBefore(entry.element, container.children[place] ?? null);
    });
  };
}
