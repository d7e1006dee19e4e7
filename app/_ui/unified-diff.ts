/** One line of a diff. Numbers count from 1; an added line has no old number, a removed one no new number. */
export interface DiffLine {
  kind: "context" | "added" | "removed" | "note";
  text: string;
  oldNumber: number | null;
  newNumber: number | null;
}

export interface DiffHunk {
  /** What stands after the second @@, if anything. */
  heading: string;
  oldStart: number;
  newStart: number;
  lines: readonly DiffLine[];
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/;

/**
 * Reads the hunks of one file's unified diff as `git diff` writes it; headers before the first hunk are skipped.
 * Line counts in the hunk header decide where a hunk ends, so text that looks like a header stays text.
 */
export function parseUnifiedDiff(diff: string): readonly DiffHunk[] {
  const hunks: DiffHunk[] = [];
  const source = diff.split("\n");
  let index = 0;
  while (index < source.length) {
    const header = HUNK.exec(source[index] ?? "");
    index += 1;
    if (header === null) continue;
    const { hunk, next } = readHunk(header, source, index);
    hunks.push(hunk);
    index = next;
  }
  return hunks;
}

function readHunk(header: RegExpExecArray, source: readonly string[], from: number): { hunk: DiffHunk; next: number } {
  const [oldStart, newStart] = [Number(header[1]), Number(header[3])];
  let [oldLeft, newLeft] = [Number(header[2] ?? 1), Number(header[4] ?? 1)];
  let [oldNumber, newNumber] = [oldStart, newStart];
  const lines: DiffLine[] = [];
  let index = from;
  for (; index < source.length; index += 1) {
    const line = source[index] ?? "";
    const text = line.slice(1);
    if (line.startsWith("\\")) lines.push({ kind: "note", text: text.trim(), oldNumber: null, newNumber: null });
    else if (oldLeft === 0 && newLeft === 0) break;
    else if (line.startsWith("+")) {
      lines.push({ kind: "added", text, oldNumber: null, newNumber: newNumber++ });
      newLeft -= 1;
    } else if (line.startsWith("-")) {
      lines.push({ kind: "removed", text, oldNumber: oldNumber++, newNumber: null });
      oldLeft -= 1;
    } else {
      lines.push({ kind: "context", text, oldNumber: oldNumber++, newNumber: newNumber++ });
      oldLeft -= 1;
      newLeft -= 1;
    }
  }
  return { hunk: { heading: header[5] ?? "", oldStart, newStart, lines }, next: index };
}
