import { createHash, randomBytes } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { deltaBetween } from "@/server/integrations/git/tree-delta";

export type GitObject = {
  type: "commit" | "tree" | "blob";
  id: string;
  bytes: Buffer;
  /** An object that the pack holds before this one, and that this one differs from in one place. */
  base?: { id: string; bytes: Buffer };
};

const TYPE_NUMBERS = { commit: 1, tree: 2, blob: 3 } as const;
const OFFSET_DELTA = 6;

/** An object with git's id of it. */
export function gitObject(type: GitObject["type"], bytes: Buffer): GitObject {
  const id = createHash("sha1").update(`${type} ${bytes.byteLength}\0`).update(bytes).digest("hex");
  return { type, id, bytes };
}

const sha1 = (parts: readonly Uint8Array[]) => {
  const hash = createHash("sha1");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * A pack and its index (version 2) as git writes them, nothing compressed: a large tree would take longer than all the
 * rest. What has a base is stored as the difference, which a push sends on as it is.
 */
export function packOf(objects: readonly GitObject[]): { name: string; pack: Buffer; index: Buffer } {
  const head = Buffer.alloc(12);
  head.write("PACK");
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(objects.length, 8);
  const parts: Buffer[] = [head];
  let offset = head.length;
  const offsets = new Map<string, number>();
  const entries = objects.map((object) => {
    const baseAt = object.base ? offsets.get(object.base.id) : undefined;
    const data = entryOf(object, baseAt === undefined ? null : offset - baseAt);
    const entry = { id: object.id, offset, crc: crc32(data) };
    offsets.set(object.id, offset);
    parts.push(data);
    offset += data.length;
    return entry;
  });
  const checksum = sha1(parts);
  const pack = Buffer.concat([...parts, checksum]);
  return { name: `pack-${checksum.toString("hex")}`, pack, index: indexOf(entries, checksum) };
}

function entryOf({ type, bytes, base }: GitObject, backToBase: number | null): Buffer {
  const delta = base && backToBase !== null ? deltaBetween(base.bytes, bytes) : null;
  const head = delta && backToBase !== null ? [entryHead(OFFSET_DELTA, delta.length), backwards(backToBase)] : [];
  if (head.length === 0) head.push(entryHead(TYPE_NUMBERS[type], bytes.length));
  const body = delta ?? bytes;
  // One chunk for all of it, and the large buffers: by default zlib hands out 16 kB at a time and takes twice as long.
  return Buffer.concat([
    ...head,
    deflateSync(body, { level: 0, memLevel: 9, chunkSize: Math.max(64, body.length + 1024) }),
  ]);
}

/** Seven bits a byte, the highest first; each further byte counts from one above. */
function backwards(distance: number): Buffer {
  const bytes = [distance & 127];
  for (let rest = Math.floor(distance / 128); rest > 0; rest = Math.floor(rest / 128)) {
    rest -= 1;
    bytes.unshift((rest & 127) | 128);
  }
  return Buffer.from(bytes);
}

/** Three bits of type, then the size, seven bits a byte after the first four. */
function entryHead(type: number, size: number): Buffer {
  const bytes: number[] = [];
  let byte = (type << 4) | (size & 15);
  for (let rest = Math.floor(size / 16); ; rest = Math.floor(rest / 128)) {
    bytes.push(rest > 0 ? byte | 128 : byte);
    if (rest === 0) return Buffer.from(bytes);
    byte = rest & 127;
  }
}

function indexOf(entries: readonly { id: string; offset: number; crc: number }[], checksum: Buffer): Buffer {
  const sorted = entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const words = (values: readonly number[]) => {
    const buffer = Buffer.alloc(values.length * 4);
    for (const [at, value] of values.entries()) buffer.writeUInt32BE(value, at * 4);
    return buffer;
  };
  const upTo = (first: number) => sorted.filter(({ id }) => Number.parseInt(id.slice(0, 2), 16) <= first).length;
  const body = Buffer.concat([
    Buffer.from([0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]),
    words(Array.from({ length: 256 }, (_, first) => upTo(first))),
    Buffer.from(sorted.map(({ id }) => id).join(""), "hex"),
    words(sorted.map(({ crc }) => crc)),
    words(sorted.map(({ offset }) => offset)),
    checksum,
  ]);
  return Buffer.concat([body, sha1([body])]);
}

/** Adds the objects to a repository as one pack. It is there whole or not at all: git looks for the index, which comes last. */
export async function storePack(gitDir: string, objects: readonly GitObject[]): Promise<void> {
  const { name, pack, index } = packOf(objects);
  const folder = join(gitDir, "objects", "pack");
  // Names that the recovery after a crash knows as unfinished.
  const mark = randomBytes(6).toString("hex");
  const drafts = { pack: join(folder, `tmp_pack_${mark}`), idx: join(folder, `tmp_idx_${mark}`) };
  try {
    await Promise.all([writeFile(drafts.pack, pack, { mode: 0o400 }), writeFile(drafts.idx, index, { mode: 0o400 })]);
    await rename(drafts.pack, join(folder, `${name}.pack`));
    await rename(drafts.idx, join(folder, `${name}.idx`));
  } catch (error) {
    await Promise.all(Object.values(drafts).map((path) => rm(path, { force: true })));
    throw error;
  }
}
