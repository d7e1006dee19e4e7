interface Edit {
  readonly sign: " " | "-" | "+";
  readonly line: string;
}

/** Above this many comparisons the differing middle is shown as one replaced piece. */
const maxCells = 4_000_000;

const noNewline = "\\ No newline at end of file";

/** What turns one text into the other as a unified diff with three lines of context; empty when they are equal. */
export function unifiedDiff(before: string, after: string, name: string): string {
  if (before === after) return "";
  const edits = compare(toLines(before), toLines(after));
  const out = [`--- a/${name}`, `+++ b/${name}`];
  for (const [from, to] of hunks(edits)) out.push(header(edits, from, to), ...edits.slice(from, to).map(print));
  return `${out.join("\n")}\n`;
}

/** Lines with their line breaks, so that a missing last one is a difference. */
const toLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function print({ sign, line }: Edit): string {
  return line.endsWith("\n") ? sign + line.slice(0, -1) : `${sign}${line}\n${noNewline}`;
}

function compare(before: readonly string[], after: readonly string[]): Edit[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  const context = (line: string): Edit => ({ sign: " ", line });
  return [
    ...before.slice(0, start).map(context),
    ...middle(before.slice(start, before.length - same), after.slice(start, after.length - same)),
    ...before.slice(before.length - same).map(context),
  ];
}

/** Longest common subsequence by dynamic programming. */
function middle(before: readonly string[], after: readonly string[]): Edit[] {
  const removed = before.map((line): Edit => ({ sign: "-", line }));
  const added = after.map((line): Edit => ({ sign: "+", line }));
  const width = after.length + 1;
  if ((before.length + 1) * width > maxCells) return [...removed, ...added];
  const longest = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      longest[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const minus = removed[i];
    const plus = added[j];
    if (minus && plus && minus.line === plus.line) {
      edits.push({ sign: " ", line: minus.line });
      i++;
      j++;
    } else if (minus && (!plus || at(i + 1, j) >= at(i, j + 1))) {
      edits.push(minus);
      i++;
    } else if (plus) {
      edits.push(plus);
      j++;
    } else return edits;
  }
}

/** Ranges of edits around changes, three unchanged lines on either side, near ones joined. */
function hunks(edits: readonly Edit[]): [number, number][] {
  const ranges: [number, number][] = [];
  edits.forEach(({ sign }, index) => {
    if (sign === " ") return;
    const last = ranges.at(-1);
    const end = Math.min(index + 4, edits.length);
    if (last && index - 3 <= last[1]) last[1] = end;
    else ranges.push([Math.max(index - 3, 0), end]);
  });
  return ranges;
}

function header(edits: readonly Edit[], from: number, to: number): string {
  const range = (sign: "-" | "+"): string => {
    const counts = (edit: Edit) => edit.sign === " " || edit.sign === sign;
    const skipped = edits.slice(0, from).filter(counts).length;
    const count = edits.slice(from, to).filter(counts).length;
    return `${sign}${count === 0 ? skipped : skipped + 1},${count}`;
  };
  return `@@ ${range("-")} ${range("+")} @@`;
}
