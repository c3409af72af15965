// The process of a Resident: makes the object and calls its methods; ends with the tests that wanted it.
const { default: Type } = await import(new URL(process.argv[2], import.meta.url));
let object;

process.on('disconnect', () => process.exit());
process.on('message', async ({ n, name, words }) => {
  try {
    if (name === 'constructor') object = new Type(words[0], (told) => process.connected && process.send({ told }));
    const result = name === 'constructor' ? undefined : await object[name](...words);
    process.send({ n, result });
  } catch ({ message, code }) {
    process.send({ n, error: { message, code } });
  }
});
