import { randomBytes } from "node:crypto";

/** Text that is JSON already and is put into an answer as it is: large parts that never change are encoded once. */
export class RawJson {
  constructor(readonly text: string) {}
}

/** Nobody outside this process can know it, so no text of an answer can be taken for a place holder. */
const nonce = randomBytes(16).toString("hex");
const placeHolder = new RegExp(`"${nonce}:(\\d+)"`, "g");

/** JSON.stringify with RawJson put in as it stands. */
export function stringify(value: unknown): string {
  const raws: string[] = [];
  const text = JSON.stringify(value, (_, item: unknown) =>
    item instanceof RawJson ? `${nonce}:${raws.push(item.text) - 1}` : item,
  );
  if (raws.length === 0) return text;
  return text.replace(placeHolder, (whole, index: string) => raws[Number(index)] ?? whole);
}
