// An object of the tests that lives on a host of the network, in a process of its own. Its methods are called with
// call(); what it tells of itself comes to on_tell.
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { deadline } from '../../conformance/support/client.mjs';

const program = fileURLToPath(new URL('resident_main.mjs', import.meta.url));
const CALL_MS = 30_000;

export class Resident {
  /** `module` is a file beside this one, whose default export is the class. */
  static async start(host, module, options = {}, on_tell = () => {}, priority = 0) {
    const resident = new Resident(host, module, on_tell);
    os.setPriority(resident.process.pid, priority);
    await resident.call('constructor', options);
    return resident;
  }

  constructor(host, module, on_tell) {
    Object.assign(this, { host, module, on_tell, calls: new Map(), count: 0 });
    this.process = host.spawn(process.execPath, [program, module], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.process.on('message', ({ n, result, error, told }) => {
      if (told !== undefined) return void this.on_tell(told);
      const { resolve, reject } = this.calls.get(n);
      this.calls.delete(n);
      if (error) reject(Object.assign(new Error(`${host.name}: ${error.message}`), { code: error.code }));
      else resolve(result);
    });
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.ended.then(() => { for (const { reject } of this.calls.values()) reject(new Error(`${host.name}: its process has ended`)); });
  }

  call(name, ...words) {
    this.count += 1;
    const n = this.count;
    const answer = new Promise((resolve, reject) => this.calls.set(n, { resolve, reject }));
    if (this.process.connected) this.process.send({ n, name, words });
    else this.calls.get(n).reject(new Error(`${this.host.name}: its process has ended`));
    return deadline(answer, `${this.host.name} to do ${name}`, CALL_MS);
  }

  async stop() {
    this.process.kill('SIGKILL');
    await this.ended;
  }
}
