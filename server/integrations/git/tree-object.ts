/** What a folder's tree object says of a name: its entry, or the place where one would go. Offsets are bytes. */
export type TreePlace =
  | { kind: "entry"; start: number; end: number; mode: string; id: string }
  | { kind: "gap"; at: number };

const SPACE = 0x20;
const SLASH = 0x2f;
const ID_BYTES = 20;

/**
 * Looks a name up in the bytes of a git tree object. Null when they are no tree. All of it is read: a folder sorts as if
 * its name ended in a slash, so that an entry of the same name may stand anywhere behind.
 */
export function findInTree(tree: Buffer, name: Buffer): TreePlace | null {
  let gap = -1;
  for (let start = 0; start < tree.length; ) {
    const space = tree[start + 5] === SPACE ? start + 5 : start + 6;
    const nul = tree.indexOf(0, space);
    const end = nul + 1 + ID_BYTES;
    if (tree[space] !== SPACE || nul < 0 || end > tree.length) return null;
    const order = compareNames(tree, space + 1, nul, name, space === start + 5);
    if (order === 0) {
      const mode = tree.toString("latin1", start, space);
      return { kind: "entry", start, end, mode, id: tree.toString("hex", nul + 1, end) };
    }
    if (order > 0 && gap < 0) gap = start;
    start = end;
  }
  return { kind: "gap", at: gap < 0 ? tree.length : gap };
}

/** Order of an entry against a file's name; 0 for the same name, whatever the entry is. */
function compareNames(tree: Buffer, from: number, to: number, name: Buffer, isFolder: boolean): number {
  const length = to - from;
  const shared = Math.min(length, name.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = (tree[from + at] ?? 0) - (name[at] ?? 0);
    if (difference !== 0) return difference;
  }
  if (length === name.length) return 0;
  if (length > name.length) return 1;
  return isFolder ? SLASH - (name[length] ?? 0) : -1;
}

/** The tree with another id in an entry's place. */
export function withId(tree: Buffer, entry: { end: number }, id: string): Buffer {
  const copy = Buffer.from(tree);
  copy.write(id, entry.end - ID_BYTES, "hex");
  return copy;
}

export function withFile(tree: Buffer, gap: { at: number }, name: Buffer, id: string): Buffer {
  const entry = [Buffer.from("100644 "), name, Buffer.of(0), Buffer.from(id, "hex")];
  return Buffer.concat([tree.subarray(0, gap.at), ...entry, tree.subarray(gap.at)]);
}

export function without(tree: Buffer, entry: { start: number; end: number }): Buffer {
  return Buffer.concat([tree.subarray(0, entry.start), tree.subarray(entry.end)]);
}
