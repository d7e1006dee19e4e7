import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { childEnvironment } from "@/server/child-environment";

/** How a run of git ended. Only `exited` carries a meaningful exit code; the others were ended by us or never began. */
export type GitEnding = "exited" | "timeout" | "aborted" | "output-limit" | "not-started";

/** One finished git process. Texts are what git wrote, cut at the limits; nothing in them is redacted. */
export type GitResult = {
  ending: GitEnding;
  /** Exit code, or null when the process was killed or never started. */
  exitCode: number | null;
  stdout: Buffer;
  stderr: string;
  stdoutTruncated: boolean;
  ms: number;
};

export type GitRun = {
  /** Arguments after `git`, built from constants and checked values; never a shell string. */
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd: string;
  /** Bytes for standard input, written with back pressure. Nothing given means an empty input. */
  input?: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Bytes kept of standard output. A process that writes more is ended. */
  maxStdoutBytes?: number;
  maxStderrBytes?: number;
  timeoutMs?: number;
  signal?: AbortSignal;
};

const DEFAULT_STDOUT_BYTES = 64 * 1024 * 1024;
const DEFAULT_STDERR_BYTES = 256 * 1024;
const DEFAULT_TIMEOUT_MS = 10 * 60 * 1000;

const liveGroups = new Set<number>();
let exitHookInstalled = false;

/** Runs git once. Never rejects for what git does: only an error thrown by `input` itself is passed on. */
export async function runGit(run: GitRun): Promise<GitResult> {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  if (run.signal?.aborted) return unstarted("aborted", "aborted before the start", elapsed());
  const child = spawn("git", run.args, {
    cwd: run.cwd,
    env: childEnvironment(run.env),
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const group = trackGroup(child);
  let ending: GitEnding = "exited";
  const stop = (reason: GitEnding) => {
    if (ending !== "exited") return;
    ending = reason;
    killGroup(group);
  };
  const onAbort = () => stop("aborted");
  const timer = setTimeout(() => stop("timeout"), run.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  run.signal?.addEventListener("abort", onAbort, { once: true });
  try {
    const stdout = collect(child.stdout, run.maxStdoutBytes ?? DEFAULT_STDOUT_BYTES, () => stop("output-limit"));
    const stderr = collect(child.stderr, run.maxStderrBytes ?? DEFAULT_STDERR_BYTES);
    const [closed, fed] = await Promise.all([whenClosed(child), feed(child.stdin, run.input, () => stop("aborted"))]);
    if (closed.error) return unstarted("not-started", closed.error.message, elapsed());
    if (fed.inputError !== undefined) throw fed.inputError;
    return {
      ending,
      exitCode: ending === "exited" ? closed.code : null,
      stdout: stdout.bytes(),
      stderr: stderr.bytes().toString("utf8"),
      stdoutTruncated: stdout.truncated(),
      ms: elapsed(),
    };
  } finally {
    clearTimeout(timer);
    run.signal?.removeEventListener("abort", onAbort);
    if (group !== undefined) liveGroups.delete(group);
  }
}

/** True when git ran to its end and said yes. */
export function succeeded(result: GitResult): boolean {
  return result.ending === "exited" && result.exitCode === 0;
}

function unstarted(ending: GitEnding, message: string, ms: number): GitResult {
  return { ending, exitCode: null, stdout: Buffer.alloc(0), stderr: message, stdoutTruncated: false, ms };
}

/** git starts ssh, helpers and pack processes: only killing its whole group ends all of them. */
function trackGroup(child: ChildProcess): number | undefined {
  if (child.pid === undefined) return undefined;
  liveGroups.add(child.pid);
  if (!exitHookInstalled) {
    exitHookInstalled = true;
    process.once("exit", () => {
      for (const group of liveGroups) killGroup(group);
    });
  }
  return child.pid;
}

function killGroup(group: number | undefined): void {
  if (group === undefined) return;
  try {
    process.kill(-group, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function whenClosed(child: ChildProcess): Promise<{ code: number | null; error?: Error }> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ code: null, error }));
    child.once("close", (code) => resolve({ code }));
  });
}

function collect(stream: Readable, limit: number, onLimit?: () => void) {
  const chunks: Buffer[] = [];
  let size = 0;
  let truncated = false;
  stream.on("data", (chunk: Buffer) => {
    const room = limit - size;
    if (room > 0) chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
    size += chunk.length;
    if (size > limit && !truncated) {
      truncated = true;
      onLimit?.();
    }
  });
  return { bytes: () => Buffer.concat(chunks), truncated: () => truncated };
}

/** A pipe that git closed early is git's business (its exit code tells); an error of the source is the caller's. */
async function feed(stdin: Writable, input: GitRun["input"], stop: () => void): Promise<{ inputError?: unknown }> {
  if (!input) {
    stdin.on("error", () => {});
    stdin.end();
    return {};
  }
  let inputError: { cause: unknown } | undefined;
  const guarded = async function* () {
    try {
      yield* input;
    } catch (error) {
      inputError = { cause: error };
      throw error;
    }
  };
  try {
    await pipeline(guarded, stdin);
  } catch {
    if (!inputError) return {};
    stop();
    return { inputError: inputError.cause };
  }
  return {};
}
