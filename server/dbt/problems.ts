export type ProblemCode =
  | "project-missing"
  | "project-invalid"
  | "path-outside"
  | "file-unreadable"
  | "yaml-invalid"
  | "jinja-invalid"
  | "render-failed"
  | "limit-exceeded"
  | "duplicate-name"
  | "ambiguous-relation"
  | "patch-without-node"
  | "duplicate-patch"
  | "version-without-node"
  | "ref-unresolved"
  | "ref-disabled"
  | "source-unresolved"
  | "cycle"
  | "env-missing"
  | "env-secret"
  | "name-macro-failed"
  | "doc-missing"
  | "package-missing"
  | "dbt-version"
  | "config-invalid";

/** Something wrong in a project. Loading goes on: a project of 3,000 models with one bad file still loads. */
export interface Problem {
  severity: "error" | "warning";
  code: ProblemCode;
  message: string;
  /** Relative to the checkout's root. */
  file: string | null;
  /** 1-based. */
  line: number | null;
  uniqueId: string | null;
}

export class ProblemList {
  readonly items: Problem[] = [];
  private readonly seen = new Set<string>();

  add(severity: Problem["severity"], code: ProblemCode, message: string, at: Partial<Problem> = {}): void {
    const problem: Problem = {
      severity,
      code,
      message,
      file: at.file ?? null,
      line: at.line ?? null,
      uniqueId: at.uniqueId ?? null,
    };
    const key = JSON.stringify(problem);
    if (this.seen.has(key) || this.items.length >= 10_000) return;
    this.seen.add(key);
    this.items.push(problem);
  }

  error(code: ProblemCode, message: string, at?: Partial<Problem>): void {
    this.add("error", code, message, at);
  }

  warn(code: ProblemCode, message: string, at?: Partial<Problem>): void {
    this.add("warning", code, message, at);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
