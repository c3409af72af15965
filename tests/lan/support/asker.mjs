// Asks a hub over HTTP from where it lives.
import { fetchFrom } from './secure.mjs';

export default class Asker {
  /** {url, pins} */
  constructor(address) {
    this.address = address;
  }

  http(method, path, options) {
    return fetchFrom(this.address, method, path, options);
  }
}
