import type { FileSource } from "@/server/dbt/files";
import type { Problem } from "@/server/dbt/problems";

/** Where a command writes. */
export interface CommandIo {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

/** One problem as one line: where, how bad, what. */
export function problemLine({ file, line, severity, message }: Problem): string {
  const place = file === null ? "" : `${file}${line === null ? "" : `:${line}`}: `;
  return `${place}${severity}: ${message.replaceAll("\n", " ")}\n`;
}

export function reportProblems(problems: readonly Problem[], io: CommandIo): void {
  for (const problem of problems) io.stderr.write(problemLine(problem));
}

const MOST_NAMED = 20;
const PROJECT = /^(?:(.+)\/)?dbt_project\.yml$/;
const VENDORED = /(?:^|\/)(?:dbt_packages|dbt_modules)\//;

/** Why a project could not be loaded and, where a folder is none, the projects that are below it. */
export function reportUnloadable(problems: readonly Problem[], source: FileSource, io: CommandIo): void {
  reportProblems(problems, io);
  if (!problems.some(({ code }) => code === "project-missing")) return;
  const found: string[] = [];
  for (const { path } of source.list()) {
    const folder = PROJECT.exec(path)?.[1];
    if (folder !== undefined && !VENDORED.test(path)) found.push(folder);
  }
  if (!found.length) return;
  found.sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1));
  const more = found.length > MOST_NAMED ? ` and ${found.length - MOST_NAMED} more` : "";
  const named = found.slice(0, MOST_NAMED).map((folder) => JSON.stringify(folder));
  io.stderr.write(`There are projects in: ${named.join(", ")}${more}. Name one with --project-path.\n`);
}
