import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { HclError } from "@/server/hcl/error";
import { readHcl } from "@/server/hcl/read";
import { unifiedDiff } from "@/server/hcl/unified-diff";
import { writeHcl } from "@/server/hcl/write";
import { printable } from "./printable";
import { isSystemError, reasonOf } from "./system-error";

export interface HclCheckOptions {
  /** One JSON document instead of text. */
  readonly json: boolean;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

interface FileError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

interface Report {
  files: number;
  identical: number;
  readonly differ: { readonly file: string; readonly diff: string }[];
  readonly errors: FileError[];
}

/** Bytes of one file; more than any export and little enough to hold. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Reads every `.tf` file below a folder and writes each again from what it read. Resolves to the exit code: 0 when all
 * came back byte for byte, 1 when some differ or could not be read, 2 when the folder cannot be read.
 */
export async function hclCheck(dir: string, { json, stdout, stderr }: HclCheckOptions): Promise<number> {
  const say = (text: string) => stdout.write(json ? "" : printable(text));
  const report: Report = { files: 0, identical: 0, differ: [], errors: [] };
  try {
    for await (const file of terraformFiles(dir, "")) await check(dir, file, report, say);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const message = `Cannot read the folder ${cause.path ?? dir}: ${reasonOf(cause)}.`;
    if (json) stdout.write(`${JSON.stringify({ error: message })}\n`);
    else stderr.write(`${printable(message)}\n`);
    return 2;
  }
  const { files, identical, differ, errors } = report;
  const summary = `${files} files, ${identical} identical, ${differ.length} differ, ${errors.length} errors`;
  stdout.write(json ? `${JSON.stringify({ files, identical, differ, errors }, null, 2)}\n` : `${summary}\n`);
  return identical === files ? 0 : 1;
}

/** Paths below `dir` with `/`, in a stable order; links are not followed. */
async function* terraformFiles(dir: string, below: string): AsyncGenerator<string> {
  const entries = await readdir(join(dir, below), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isFile() && entry.name.endsWith(".tf")) yield path;
    const skipped = entry.name === ".git" || entry.name === ".terraform";
    if (entry.isDirectory() && !skipped) yield* terraformFiles(dir, path);
  }
}

async function check(dir: string, file: string, report: Report, say: (text: string) => void): Promise<void> {
  report.files++;
  try {
    const text = await readText(join(dir, file), file);
    const again = writeHcl(readHcl(text, { file }));
    if (again === text) {
      report.identical++;
      return;
    }
    const diff = unifiedDiff(text, again, file);
    report.differ.push({ file, diff });
    say(diff);
  } catch (cause) {
    const error = toFileError(file, cause);
    report.errors.push(error);
    say(`${file}:${error.line}:${error.column}: ${error.message} ${error.remedy}\n`);
  }
}

async function readText(path: string, file: string): Promise<string> {
  const { size } = await lstat(path);
  if (size > maxBytes) throw new HclError("too_large", "The file is too large.", "Split the file.", file, null);
  const bytes = await readFile(path);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new HclError("syntax", "The file is not UTF-8 text.", "Save it as UTF-8.", file, null);
  }
}

function toFileError(file: string, cause: unknown): FileError {
  if (cause instanceof HclError) {
    const { line, column } = cause.position ?? { line: 1, column: 1 };
    return { file, line, column, code: cause.code, message: cause.message, remedy: cause.remedy };
  }
  if (!isSystemError(cause)) throw cause;
  const message = `The file cannot be read: ${cause.code}.`;
  return { file, line: 1, column: 1, code: "unreadable", message, remedy: "Check its permissions." };
}
