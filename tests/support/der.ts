/** The few pieces of DER that a certificate needs: tag, length, content. */
export function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

export const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts);
export const setOf = (...parts: Uint8Array[]) => der(0x31, ...parts);
export const octets = (bytes: Uint8Array) => der(0x04, bytes);
export const utf8 = (text: string) => der(0x0c, Buffer.from(text));
export const bool = (value: boolean) => der(0x01, Buffer.from([value ? 0xff : 0]));
export const explicit = (number: number, ...parts: Uint8Array[]) => der(0xa0 | number, ...parts);
export const bits = (bytes: Uint8Array, unused = 0) => der(0x03, Buffer.from([unused]), bytes);

/** A positive integer from its bytes, most significant first. */
export function integer(bytes: Uint8Array): Buffer {
  const sign = (bytes[0] ?? 0) & 0x80 ? [0] : [];
  return der(0x02, Buffer.from(sign), bytes);
}

/** An object identifier in dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** A time between 1950 and 2049, to the second. */
export function utcTime(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, "")}Z`));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}
