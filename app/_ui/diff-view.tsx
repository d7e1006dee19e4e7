import { clsx } from "clsx";
import { CodeLine } from "./code-line";
import { type CodeLanguage, type CodePiece, highlightLines } from "./highlight";
import { type DiffHunk, type DiffLine, parseUnifiedDiff } from "./unified-diff";

export interface DiffViewProps {
  /** One file's unified diff, as `git diff` writes it. */
  diff: string;
  /** The file's path, shown above and naming the box. */
  path: string;
  language?: CodeLanguage;
}

/** A unified diff, coloured on the server. Each line carries its + or − and a hidden word, so colour only helps. */
export async function DiffView({ diff, path, language = "hcl" }: DiffViewProps) {
  const hunks = parseUnifiedDiff(diff);
  const coloured = await Promise.all(hunks.map((hunk) => colourHunk(hunk, language)));
  const count = (kind: DiffLine["kind"]) =>
    hunks.reduce((sum, hunk) => sum + hunk.lines.filter((line) => line.kind === kind).length, 0);
  const [added, removed] = [count("added"), count("removed")];
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line bg-surface">
      <figcaption className="flex items-center justify-between gap-3 border-b border-line px-3 py-1.5 text-sm">
        <span className="min-w-0 truncate font-mono text-ink-muted" title={path}>
          {path}
        </span>
        <span className="shrink-0 font-mono tabular-nums">
          <span className="text-success">+{added}</span>
          <span className="sr-only"> lines added,</span> <span className="text-danger">−{removed}</span>
          <span className="sr-only"> lines removed</span>
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable from the keyboard */}
      <section aria-label={`Changes of ${path}`} tabIndex={0} className="max-h-[36rem] overflow-auto -outline-offset-2">
        <table className="w-full border-collapse font-mono text-sm" dir="ltr">
          {hunks.map((hunk, index) => (
            <tbody key={`${hunk.oldStart}:${hunk.newStart}`} className={index > 0 ? "border-t border-line" : undefined}>
              {hunk.lines.map((line, row) => (
                <DiffRow
                  key={`${line.kind}${line.oldNumber}:${line.newNumber}`}
                  line={line}
                  pieces={coloured[index]?.[row] ?? []}
                />
              ))}
            </tbody>
          ))}
        </table>
      </section>
    </figure>
  );
}

const SIGNS = { context: " ", added: "+", removed: "−", note: " " } as const;
const WORDS = { context: "", added: "added: ", removed: "removed: ", note: "" } as const;

function DiffRow({ line, pieces }: { line: DiffLine; pieces: readonly CodePiece[] }) {
  const number = "w-px px-2 text-right text-ink-faint select-none";
  return (
    <tr className={clsx(line.kind === "added" && "bg-success-soft", line.kind === "removed" && "bg-danger-soft")}>
      <td className={number}>{line.oldNumber}</td>
      <td className={number}>{line.newNumber}</td>
      <td
        aria-hidden
        className={clsx(
          "w-px pl-1 select-none",
          line.kind === "added" && "text-success",
          line.kind === "removed" && "text-danger",
        )}
      >
        {SIGNS[line.kind]}
      </td>
      <td className={clsx("px-2 whitespace-pre", line.kind === "note" && "text-ink-muted italic")}>
        <span className="sr-only">{WORDS[line.kind]}</span>
        {line.kind === "note" ? line.text : <CodeLine pieces={pieces} />}
      </td>
    </tr>
  );
}

// Old and new text are coloured apart, each as it stands in its file; mixed, one side's open quote would colour the other.
async function colourHunk(hunk: DiffHunk, language: CodeLanguage): Promise<readonly (readonly CodePiece[])[]> {
  const side = (gone: DiffLine["kind"]) => hunk.lines.filter((line) => line.kind !== gone && line.kind !== "note");
  const [oldLines, newLines] = await Promise.all(
    (["added", "removed"] as const).map((gone) =>
      highlightLines(
        side(gone)
          .map((line) => line.text)
          .join("\n"),
        language,
      ),
    ),
  );
  let [oldIndex, newIndex] = [0, 0];
  return hunk.lines.map((line) => {
    if (line.kind === "note") return [];
    const pieces = line.kind === "removed" ? oldLines?.[oldIndex] : newLines?.[newIndex];
    if (line.kind !== "added") oldIndex += 1;
    if (line.kind !== "removed") newIndex += 1;
    return pieces ?? [{ text: line.text, className: "" }];
  });
}
