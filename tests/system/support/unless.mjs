// Scenarios that need something a machine may not have. Each of them is skipped with the reason and counted as
// skipped; a skipped `describe` would count as nothing at all.
import { after, before, it } from 'node:test';

export function unless(reason) {
  const hook = (when) => (run) => when(() => (reason ? undefined : run()));
  return { it: (name, run) => it(name, { skip: reason }, run), before: hook(before), after: hook(after) };
}
