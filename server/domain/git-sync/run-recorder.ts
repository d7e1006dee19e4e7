import { Prisma } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import type { GitFailure } from "./ports";

export type PhaseName = "connect" | "fetch" | "read" | "write" | "push" | "record";

export interface Phase {
  readonly name: PhaseName;
  readonly startedAt: string;
  readonly ms: number | null;
}

export interface RunCounts {
  changes?: number;
  commits?: number;
  filesWritten?: number;
  filesDeleted?: number;
  filesUnchanged?: number;
  resources?: number;
  resourcesTotal?: number;
  unchangedChanges?: number;
  attempts?: number;
  /** Resources whose file was left out, because it would not have said what they are. */
  heldBack?: number;
}

export interface RunNote {
  readonly kind:
    | "edited-by-others"
    | "history-rewritten"
    | "branch-recreated"
    | "recovered"
    | "remote-moved"
    | "held-back";
  readonly text: string;
}

export interface RecordedCommit {
  readonly sha: string;
  readonly subject: string;
  readonly seq: bigint | null;
  readonly files: number;
}

const saveEveryMs = 250;

/**
 * Keeps a run's row up to date while it works. Progress is saved at most four times a second, so that a small run costs
 * two writes and a long one can still be watched.
 */
export class RunRecorder {
  private readonly phases: Phase[] = [];
  readonly counts: RunCounts = {};
  private readonly notes: RunNote[] = [];
  private savedAt = Date.now();
  private later: NodeJS.Timeout | undefined;
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Db,
    readonly runId: string,
  ) {}

  async enter(name: PhaseName): Promise<void> {
    this.closePhase();
    this.phases.push({ name, startedAt: new Date().toISOString(), ms: null });
    await this.progress();
  }

  note(note: RunNote): void {
    if (!this.notes.some((each) => each.text === note.text)) this.notes.push(note);
  }

  /** Commits that an interrupted attempt of this run had pushed belong to its figures. */
  countRecovered(commits: readonly RecordedCommit[]): void {
    const { counts } = this;
    counts.commits = (counts.commits ?? 0) + commits.length;
    counts.changes = (counts.changes ?? 0) + commits.filter(({ seq }) => seq !== null).length;
    counts.filesWritten = (counts.filesWritten ?? 0) + commits.reduce((sum, { files }) => sum + files, 0);
  }

  async progress(): Promise<void> {
    const early = this.savedAt + saveEveryMs - Date.now();
    if (early <= 0) return this.save();
    // What comes too early is saved a little later all the same: the next step may hang for minutes.
    const begin = () => {
      this.saving = this.save().catch(() => undefined);
    };
    this.later ??= setTimeout(begin, early).unref();
  }

  /** Awaited when the work has ended, however it did: nothing is written on its behalf any more. */
  async settle(): Promise<void> {
    this.stopLater();
    await this.saving;
  }

  private async save(): Promise<void> {
    this.stopLater();
    this.savedAt = Date.now();
    // A run that has ended meanwhile keeps its figures.
    await this.db.gitSyncRun.updateMany({ where: { id: this.runId, status: "running" }, data: this.data() });
  }

  private stopLater(): void {
    clearTimeout(this.later);
    this.later = undefined;
  }

  /** The columns of a finished run; the caller stores them in its own transaction. */
  finished(status: "succeeded" | "failed", failure: GitFailure | null) {
    this.stopLater();
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
      phases: this.phases as unknown as Prisma.InputJsonArray,
      counts: this.counts as Prisma.InputJsonObject,
      notes: this.notes as unknown as Prisma.InputJsonArray,
    };
  }

  private closePhase() {
    const last = this.phases.at(-1);
    if (last && last.ms === null)
      this.phases[this.phases.length - 1] = { ...last, ms: Date.now() - Date.parse(last.startedAt) };
  }
}
