const LONGEST_COPY = 0x10000;
const LONGEST_INSERT = 127;
const BLOCK = 4096;

/** git's delta from one text to another that differs in one place: what is before, what is new, what is behind. */
export function deltaBetween(before: Buffer, after: Buffer): Buffer {
  const most = Math.min(before.length, after.length);
  const start = sharedStart(before, after, most);
  const end = sharedEnd(before, after, most - start);
  return Buffer.from([
    ...varint(before.length),
    ...varint(after.length),
    ...copy(0, start),
    ...insert(after.subarray(start, after.length - end)),
    ...copy(before.length - end, end),
  ]);
}

function sharedStart(one: Buffer, other: Buffer, most: number): number {
  let at = 0;
  while (at + BLOCK <= most && one.compare(other, at, at + BLOCK, at, at + BLOCK) === 0) at += BLOCK;
  while (at < most && one[at] === other[at]) at += 1;
  return at;
}

function sharedEnd(one: Buffer, other: Buffer, most: number): number {
  const [a, b] = [one.length, other.length];
  let at = 0;
  while (at + BLOCK <= most && one.compare(other, b - at - BLOCK, b - at, a - at - BLOCK, a - at) === 0) at += BLOCK;
  while (at < most && one[a - at - 1] === other[b - at - 1]) at += 1;
  return at;
}

/** Seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest & 127) | 128);
  return [...bytes, rest];
}

/** A bit of the first byte for each byte of offset and size that is not zero; a size of 64 kB has none. */
function copy(from: number, length: number): number[] {
  const ops: number[] = [];
  for (let at = from; at < from + length; at += LONGEST_COPY) {
    const size = Math.min(LONGEST_COPY, from + length - at) & 0xffff;
    const fields = [at, at >>> 8, at >>> 16, at >>> 24, size, size >>> 8].map((field) => field & 255);
    const head = fields.reduce((bits, field, bit) => (field === 0 ? bits : bits | (1 << bit)), 128);
    ops.push(head, ...fields.filter((field) => field !== 0));
  }
  return ops;
}

function insert(bytes: Buffer): number[] {
  const ops: number[] = [];
  for (let at = 0; at < bytes.length; at += LONGEST_INSERT) {
    const part = bytes.subarray(at, at + LONGEST_INSERT);
    ops.push(part.length, ...part);
  }
  return ops;
}
