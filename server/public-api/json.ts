/** Text that is JSON already and is put into an answer as it is: large parts that never change are encoded once. */
export class RawJson {
  constructor(readonly text: string) {}
}

/**
 * JSON.stringify with RawJson put in as it stands. Its place holder begins with a character that JSON text never holds
 * unescaped, so that no string of an answer can be taken for one.
 */
export function stringify(value: unknown): string {
  const raws: string[] = [];
  const text = JSON.stringify(value, (_, item: unknown) =>
    item instanceof RawJson ? `\u0000${raws.push(item.text) - 1}\u0000` : item,
  );
  if (raws.length === 0) return text;
  return text.replace(/"\\u0000(\d+)\\u0000"/g, (whole, index: string) => raws[Number(index)] ?? whole);
}
