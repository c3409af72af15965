// The project's schemas, ready to judge. The modules are those of the conformance suite.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export const conformance_require = createRequire(new URL('../../conformance/package.json', import.meta.url));
const { default: Ajv2020 } = conformance_require('ajv/dist/2020.js');

const directory = new URL('../../../docs/protocol/', import.meta.url);
const names = ['order', 'client', 'hub', 'http', 'admin'].map((name) => `${name}.schema.json`);

/** A time that exists: the calendar is more than a pattern can say. */
function isTime(text) {
  const [, year, month, day] = text.match(/^(\d{4})-(\d\d)-(\d\d)/) ?? [];
  return day !== undefined && Number(day) >= 1 && Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

const ajv = new Ajv2020({ allErrors: false, strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true,
                          formats: { 'date-time': isTime } });
for (const name of names) ajv.addSchema(JSON.parse(readFileSync(new URL(name, directory), 'utf8')), name);

/** What is wrong with a value by a schema such as `hub.schema.json#/$defs/ack`; undefined if nothing is. */
export function problemBy(schema, value) {
  const judge = ajv.getSchema(schema);
  if (!judge) throw new Error(`there is no schema ${schema}`);
  if (judge(value)) return undefined;
  return `${JSON.stringify(value).slice(0, 400)} is not ${schema}: ${ajv.errorsText(judge.errors)}`;
}

/** What is wrong with a message of the hub, named by the definition of its type where there is one. */
export function problemOfHubMessage(message) {
  const problem = problemBy('hub.schema.json', message);
  const definition = `hub.schema.json#/$defs/${message.type}`;
  return problem && ((ajv.getSchema(definition) && problemBy(definition, message)) || problem);
}
