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
