// UUIDs of version 7 (RFC 9562): unique without asking anybody, and sorted by time.
import { randomBytes } from 'node:crypto';

export function uuidv7(now_ms = Date.now()) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now_ms, 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
