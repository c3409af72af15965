// docs/protocol/asyncapi.yaml is AsyncAPI 3.0, and every reference in it and in the schemas leads somewhere.
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { conformance_require } from './support/schemas.mjs';

const yaml = conformance_require('js-yaml');
const directory = new URL('../../docs/protocol/', import.meta.url);
const read = (name) => yaml.load(readFileSync(new URL(name, directory), 'utf8'));
const documents = Object.fromEntries(readdirSync(directory).filter((name) => /\.(json|yaml)$/.test(name)).map((name) => [name, read(name)]));
const asyncapi = documents['asyncapi.yaml'];

function references(value, found = []) {
  if (value === null || typeof value !== 'object') return found;
  if (typeof value.$ref === 'string') found.push(value.$ref);
  for (const inner of Object.values(value)) references(inner, found);
  return found;
}

function resolved(reference, from) {
  const [file, pointer = ''] = reference.split('#');
  const keys = pointer.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce((value, key) => value?.[key], documents[file || from]);
}

describe('the AsyncAPI description', () => {
  it('is AsyncAPI 3.0 with what that asks for', () => {
    assert.equal(asyncapi.asyncapi, '3.0.0');
    assert.ok(asyncapi.info.title && asyncapi.info.version);
    for (const operation of Object.values(asyncapi.operations)) {
      assert.ok(['send', 'receive'].includes(operation.action));
      assert.ok(operation.channel.$ref);
    }
  });

  for (const [name, document] of Object.entries(documents)) {
    it(`${name}: every reference leads somewhere`, () => {
      const found = references(document);
      if (name === 'asyncapi.yaml') assert.ok(found.length > 20);
      for (const reference of found) assert.notEqual(resolved(reference, name), undefined, reference);
    });
  }

  it('names every message of the schemas', () => {
    const payloads = references(asyncapi.components.messages).join(' ');
    for (const { $ref } of documents['hub.schema.json'].oneOf) assert.ok(payloads.includes(`hub.schema.json${$ref}`), $ref);
    for (const type of ['hello', 'shown', 'request']) assert.ok(payloads.includes(`client.schema.json#/$defs/${type}`), type);
  });

  it('lets each operation carry messages of its channel only', () => {
    for (const { channel, messages, reply } of Object.values(asyncapi.operations)) {
      for (const { $ref } of [...messages, ...(reply?.messages ?? [])]) assert.ok($ref.startsWith(`${channel.$ref}/messages/`), $ref);
    }
  });
});
