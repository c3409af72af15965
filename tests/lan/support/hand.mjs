// Somebody who works on the hub's own machine, which is trusted: asks the hub over HTTP, and looks at a journal that all
// events come to.
import { fetchFrom } from './secure.mjs';
import Terminal from './terminal.mjs';

export default class Hand {
  constructor({ url }, tell) {
    this.url = url;
    this.events = [];
    this.monitor = new Terminal({ url, hello: { role: 'monitor', name: 'watch', screen: 'watch' } }, (told) => {
      if (told.said?.type === 'events') for (const event of told.said.events) this.#note(event, tell);
    });
    this.monitor.place = { after: 0 };
  }

  #note(event, tell) {
    if (event.seq <= (this.events.at(-1)?.seq ?? 0)) throw new Error(`event ${event.seq} came a second time`);
    this.events.push(event);
    tell({ event });
  }

  watch() {
    return this.monitor.start();
  }

  http(method, path, options) {
    return fetchFrom({ url: this.url }, method, path, options ?? {});
  }
}
