import { type CommitIdentity, identityText, messageText } from "@/server/integrations/git/commit-identity";
import { assertTreePath } from "@/server/integrations/git/tree-path";

/** One file of a commit: new text or bytes, a blob that the cache already has, or null to delete. */
export type FileChange =
  | { path: string; content: string | Uint8Array | null }
  | { path: string; blob: string; mode?: "100644" | "100755" | "120000" | "160000" };

export type NewCommit = {
  files: AsyncIterable<FileChange> | Iterable<FileChange>;
  message: string;
  author: CommitIdentity;
  committer: CommitIdentity;
};

export type CommitSeries = {
  /** Commit the first one stands on; null begins a new history. */
  parent: string | null;
  commits: AsyncIterable<NewCommit> | Iterable<NewCommit>;
};

const OBJECT_ID = /^[0-9a-f]{40}$/;
/** Size of a chunk; only the last one is smaller. */
export const FLUSH_BYTES = 128 * 1024;

/** Input of `git fast-import` for a series of commits on `ref`, in chunks of about 128 kB. `onCommit` counts them. */
export async function* fastImportStream(
  ref: string,
  series: CommitSeries,
  onCommit: () => void,
): AsyncGenerator<Buffer> {
  if (series.parent !== null) assertObjectId(series.parent);
  const out = new ChunkWriter();
  out.text(`feature done\nreset ${ref}\n\n`);
  let mark = 0;
  for await (const commit of series.commits) {
    mark += 1;
    onCommit();
    writeCommitHeader(out, ref, commit, mark, mark === 1 ? series.parent : `:${mark - 1}`);
    for await (const file of commit.files) {
      writeFile(out, file);
      if (out.size >= FLUSH_BYTES) yield out.take();
    }
    out.text(`\nget-mark :${mark}\n`);
    if (out.size >= FLUSH_BYTES) yield out.take();
  }
  out.text("done\n");
  yield out.take();
}

function writeCommitHeader(out: ChunkWriter, ref: string, commit: NewCommit, mark: number, from: string | null): void {
  const message = Buffer.from(messageText(commit.message));
  out.text(`commit ${ref}\nmark :${mark}\n`);
  out.text(`author ${identityText(commit.author)}\ncommitter ${identityText(commit.committer)}\n`);
  out.text(`data ${message.length}\n`);
  out.bytes(message);
  if (from !== null) out.text(`from ${from}\n`);
}

function writeFile(out: ChunkWriter, file: FileChange): void {
  const path = quotedPath(file.path);
  if ("blob" in file) {
    assertObjectId(file.blob);
    out.text(`M ${file.mode ?? "100644"} ${file.blob} ${path}\n`);
  } else if (file.content === null) {
    out.text(`D ${path}\n`);
  } else {
    out.text(`M 100644 inline ${path}\n`);
    writeData(out, file.content);
  }
}

/**
 * Input of `git fast-import` for contents alone, in chunks of about 128 kB: the first one gets the mark `:1`, and so on.
 */
export async function* blobStream(contents: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
  const out = new ChunkWriter();
  out.text("feature done\n");
  let mark = 0;
  for await (const content of contents) {
    mark += 1;
    out.text(`blob\nmark :${mark}\n`);
    writeData(out, content);
    if (out.size >= FLUSH_BYTES) yield out.take();
  }
  out.text("done\n");
  yield out.take();
}

function writeData(out: ChunkWriter, content: string | Uint8Array): void {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  out.text(`data ${bytes.length}\n`);
  out.bytes(bytes);
  out.text("\n");
}

/** Always quoted: a path that begins with a quote or holds one would otherwise change the command. */
function quotedPath(path: string): string {
  assertTreePath(path);
  return `"${path.replaceAll('"', '\\"')}"`;
}

function assertObjectId(id: string): void {
  if (!OBJECT_ID.test(id)) throw new TypeError("expected a full object id");
}

/** Gathers small writes, so that ten thousand files are some hundred writes to the pipe. */
class ChunkWriter {
  size = 0;
  private parts: Buffer[] = [];

  text(text: string): void {
    this.bytes(Buffer.from(text));
  }

  bytes(bytes: Uint8Array): void {
    this.parts.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.size += bytes.byteLength;
  }

  take(): Buffer {
    const chunk = Buffer.concat(this.parts, this.size);
    this.parts = [];
    this.size = 0;
    return chunk;
  }
}
