import { Prisma } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import type { Problem } from "@/server/dbt/problems";
import type { SyncFailure } from "./sync-failures";

export type PhaseName = "connect" | "fetch" | "read" | "load" | "compare" | "record";

export interface Phase {
  readonly name: PhaseName;
  readonly startedAt: string;
  readonly ms: number | null;
}

/** Figures of a model sync. `files…` are what the project folder holds, `…Fetched` what came over the network. */
export interface RunCounts {
  files?: number;
  models?: number;
  seeds?: number;
  snapshots?: number;
  sources?: number;
  disabled?: number;
  added?: number;
  removed?: number;
  renamed?: number;
  changed?: number;
  /** Of the changed ones. */
  relationsRenamed?: number;
  columnsChanged?: number;
  unchanged?: number;
  errors?: number;
  warnings?: number;
  attempts?: number;
}

export interface RunNote {
  readonly kind:
    | "initial"
    | "nothing-new"
    | "history-rewritten"
    | "all-relations-moved"
    | "manifest-used"
    | "manifest-stale"
    | "settings-changed"
    | "columns-described";
  readonly text: string;
}

const mostProblems = 1000;

/** Keeps a run's row up to date while it works: a row is written at each new phase, so that a page can follow it. */
export class RunRecorder {
  private readonly phases: Phase[] = [];
  private readonly notes: RunNote[] = [];
  readonly counts: RunCounts = {};
  private problems: readonly Problem[] = [];
  commit: string | null = null;

  constructor(
    private readonly db: Db,
    readonly runId: string,
    /** Those that the run was asked for with. */
    given: readonly RunNote[] = [],
  ) {
    this.notes.push(...given);
  }

  async enter(name: PhaseName): Promise<void> {
    this.closePhase();
    this.phases.push({ name, startedAt: new Date().toISOString(), ms: null });
    // A run that has ended meanwhile keeps its figures.
    await this.db.dbtRun.updateMany({ where: { id: this.runId, status: "running" }, data: this.data() });
  }

  note(note: RunNote): void {
    if (!this.notes.some(({ text }) => text === note.text)) this.notes.push(note);
  }

  setProblems(problems: readonly Problem[]): void {
    this.counts.errors = problems.filter(({ severity }) => severity === "error").length;
    this.counts.warnings = problems.length - this.counts.errors;
    this.problems = problems.toSorted((a, b) => (a.severity < b.severity ? -1 : 1)).slice(0, mostProblems);
  }

  /** The columns of a finished run; the caller stores them in its own transaction. */
  finished(status: "succeeded" | "failed", failure: SyncFailure | null) {
    this.closePhase();
    return {
      ...this.data(),
      status,
      failure: failure === null ? Prisma.DbNull : (failure as unknown as Prisma.InputJsonObject),
      finishedAt: new Date(),
    };
  }

  private data() {
    return {
      commit: this.commit,
      phases: this.phases as unknown as Prisma.InputJsonArray,
      counts: this.counts as Prisma.InputJsonObject,
      notes: this.notes as unknown as Prisma.InputJsonArray,
      problems: this.problems as unknown as Prisma.InputJsonArray,
    };
  }

  private closePhase() {
    const last = this.phases.at(-1);
    if (last && last.ms === null)
      this.phases[this.phases.length - 1] = { ...last, ms: Date.now() - Date.parse(last.startedAt) };
  }
}
