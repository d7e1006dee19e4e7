import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A fresh folder, removed when the running test ends. */
export async function tempDir(): Promise<string> {
  const dir = await makeTempDir();
  onTestFinished(() => removeDir(dir));
  return dir;
}

/** A fresh folder for a whole file: remove it with `removeDir` in afterAll. */
export function makeTempDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), "tributary-test-"));
}

export function removeDir(dir: string): Promise<void> {
  return rm(dir, { recursive: true, force: true, maxRetries: 5 });
}
