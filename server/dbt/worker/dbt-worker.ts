import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { collect } from "@/server/dbt/worker/changes";
import type { Jobs } from "@/server/dbt/worker/jobs";
import type { Changed, ChangedKind, LoadReply, LoadRequest, ManifestReading } from "@/server/dbt/worker/protocol";
import type { Emit } from "@/server/dbt/worker/run-load";

/** A load that was ended from outside: too slow, too big, or the thread died. */
export class WorkerLoadError extends Error {
  override name = "WorkerLoadError";
}

export interface DbtWorkerOptions {
  /** Checkout of the product, where the worker's source lies. */
  root?: string;
  timeoutMs?: number;
  memoryMb?: number;
  /** After this long without work the thread ends. */
  idleMs?: number;
}

/** Long enough for the next push: a thread that has to start anew takes longer than loading one changed model. */
const idleMsByDefault = 10 * 60_000;

type JobName = keyof Jobs;

interface Pending {
  resolve(reply: unknown): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
  onPart: Emit | undefined;
}

/** A job's answer, its failure, or a part of an answer that is still to come. */
interface Message {
  id: number;
  reply?: unknown;
  fault?: string;
  kind?: ChangedKind;
  texts?: string[];
}

/**
 * Loads projects in a thread of its own, with its own heap limit, an empty environment and a deadline. A thread that
 * overruns is ended and the next load starts a new one. Loads wait for each other.
 */
export class DbtWorker {
  private worker: Worker | null = null;
  private readonly pending = new Map<number, Pending>();
  private queue: Promise<unknown> = Promise.resolve();
  private idleTimer: NodeJS.Timeout | undefined;
  private nextId = 1;

  constructor(private readonly options: DbtWorkerOptions = {}) {}

  async load(request: LoadRequest): Promise<LoadReply> {
    const changed: Changed = { models: [], disabled: [], sources: [] };
    const reply = await this.enqueue("load", request, (kind, texts) => collect(changed, kind, texts));
    return reply.ok ? { ...reply, ...changed } : reply;
  }

  /** Reads a manifest, plain or compressed with gzip. */
  readManifest(content: Uint8Array): Promise<ManifestReading> {
    return this.enqueue("manifest", content);
  }

  private enqueue<J extends JobName>(
    job: J,
    request: Parameters<Jobs[J]>[0],
    onPart?: Emit,
  ): Promise<ReturnType<Jobs[J]>> {
    const result = this.queue.then(() => this.run(job, request, onPart));
    this.queue = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    clearTimeout(this.idleTimer);
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }

  private async run<J extends JobName>(
    job: J,
    request: Parameters<Jobs[J]>[0],
    onPart?: Emit,
  ): Promise<ReturnType<Jobs[J]>> {
    clearTimeout(this.idleTimer);
    const worker = await this.ready();
    const id = this.nextId++;
    const { timeoutMs = 120_000 } = this.options;
    try {
      return await new Promise<ReturnType<Jobs[J]>>((resolve, reject) => {
        const late = () =>
          this.fail(new WorkerLoadError(`loading the dbt project took more than ${timeoutMs / 1000} seconds`));
        const settle = (reply: unknown) => resolve(reply as ReturnType<Jobs[J]>);
        this.pending.set(id, { resolve: settle, reject, timer: setTimeout(late, timeoutMs), onPart });
        worker.postMessage({ id, job, request });
      });
    } finally {
      this.idleTimer = setTimeout(() => void this.close(), this.options.idleMs ?? idleMsByDefault);
      this.idleTimer.unref();
    }
  }

  private async ready(): Promise<Worker> {
    if (this.worker) return this.worker;
    const { root = process.cwd(), memoryMb = 1024 } = this.options;
    const folder = join(root, "server/dbt/worker");
    const worker = new Worker(pathToFileURL(join(folder, "entry.mjs")), {
      workerData: { jobsUrl: pathToFileURL(join(folder, "jobs.ts")).href },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, stackSizeMb: 16 },
      stdin: false,
    });
    this.worker = worker;
    worker.unref();
    await new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve());
      worker.once("error", reject);
    });
    worker.on("message", (message: Message) => this.settle(message));
    worker.on("error", (error) => this.fail(new WorkerLoadError(faultText(error))));
    worker.on("exit", () => this.fail(new WorkerLoadError("the thread that loads dbt projects ended")));
    return worker;
  }

  private settle({ id, reply, fault, kind, texts }: Message): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    if (kind && texts) {
      pending.onPart?.(kind, texts);
      return;
    }
    clearTimeout(pending.timer);
    this.pending.delete(id);
    if (reply) pending.resolve(reply);
    else pending.reject(new WorkerLoadError(fault ?? "the load failed"));
  }

  private fail(error: Error): void {
    const { worker } = this;
    this.worker = null;
    void worker?.terminate();
    for (const { reject, timer } of this.pending.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.pending.clear();
  }
}

function faultText(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return "loading the dbt project took more memory than it may have";
  return `loading the dbt project failed: ${error instanceof Error ? error.message : String(error)}`;
}
