/** What a name in a folder stands for; `id` in hexadecimal digits. */
export type TreeEntry = { mode: string; id: string };

const FOLDER_MODE = "40000";
const SPACE = 0x20;
const ID_BYTES = 20;

/** An entry as it stands in a tree, each byte a letter: comparing letters compares bytes. */
type Row = { order: string; bytes: string };

/**
 * The bytes of a git tree object after many changes at once: each name is set to its entry, or taken away where that is
 * null. Null for `base` is a folder that is not there yet. Throws RangeError when `base` is no tree.
 */
export function mergedTree(base: Buffer | null, changes: ReadonlyMap<string, TreeEntry | null>): Buffer {
  const rows = rowsOf(base ?? Buffer.alloc(0));
  for (const [name, entry] of changes) {
    const key = Buffer.from(name).toString("latin1");
    if (entry === null) rows.delete(key);
    else rows.set(key, rowOf(key, entry.mode, Buffer.from(entry.id, "hex").toString("latin1")));
  }
  const sorted = [...rows.values()].sort((a, b) => (a.order < b.order ? -1 : 1));
  return Buffer.from(sorted.map(({ bytes }) => bytes).join(""), "latin1");
}

function rowsOf(tree: Buffer): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (let start = 0; start < tree.length; ) {
    const space = tree.indexOf(SPACE, start);
    const nul = tree.indexOf(0, space);
    const end = nul + 1 + ID_BYTES;
    if (space < 0 || nul < 0 || end > tree.length) throw new RangeError("a folder of the cache is no tree");
    const name = tree.toString("latin1", space + 1, nul);
    rows.set(name, rowOf(name, tree.toString("latin1", start, space), tree.toString("latin1", nul + 1, end)));
    start = end;
  }
  return rows;
}

/** A folder sorts as if its name ended in a slash. */
const rowOf = (name: string, mode: string, id: string): Row => ({
  order: mode === FOLDER_MODE ? `${name}/` : name,
  bytes: `${mode} ${name}\0${id}`,
});
