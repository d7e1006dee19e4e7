import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FolderInUseError, identify, lockFolder } from "@/server/embedded/folder-lock.mjs";
import { tempDir } from "@/tests/support/temp-dir";

const lockOf = (folder: string) => join(folder, "embedded.lock");
const write = (folder: string, lock: unknown) =>
  writeFileSync(lockOf(folder), typeof lock === "string" ? lock : JSON.stringify(lock));

/** Who a process was that has ended. */
async function gone(): Promise<{ pid: number; began: string | null }> {
  const child = spawn(process.execPath, ["-e", "0"]);
  const identity = identify(child.pid ?? 0);
  await once(child, "exit");
  return identity;
}

it("is taken, held against others, and let go", async () => {
  const folder = await tempDir();
  const release = await lockFolder(folder, process.ppid);
  await expect(lockFolder(folder, process.ppid)).rejects.toThrow(FolderInUseError);
  await expect(lockFolder(folder, process.ppid)).rejects.toThrow(`process ${process.pid}`);
  release();
  expect(existsSync(lockOf(folder))).toBe(false);
  (await lockFolder(folder, process.ppid))();
});

it("of a process that ended is taken over", async () => {
  const folder = await tempDir();
  write(folder, { holder: await gone(), starter: identify(process.ppid) });
  await lockFolder(folder, process.ppid);
});

it("of a process whose id was given to another one is taken over", async () => {
  const folder = await tempDir();
  const reused = { pid: process.ppid, began: "1" };
  write(folder, { holder: reused, starter: reused });
  await lockFolder(folder, process.ppid);
});

it("of a live process whose starter is gone is waited for, not for ever", async () => {
  const folder = await tempDir();
  write(folder, { holder: identify(process.ppid), starter: await gone() });
  await expect(lockFolder(folder, process.ppid, 150)).rejects.toThrow(`process ${process.ppid}`);
});

it.each(["", "not json", "{}", "null", "[]", '{"holder":1,"starter":2}', '{"pid":1,"port":2}'])(
  "that holds %j is no lock",
  async (text) => {
    const folder = await tempDir();
    write(folder, text);
    await lockFolder(folder, process.ppid);
  },
);

it("is not removed by one that lost it", async () => {
  const folder = await tempDir();
  const release = await lockFolder(folder, process.ppid);
  write(folder, { holder: identify(process.ppid), starter: identify(process.ppid) });
  release();
  expect(existsSync(lockOf(folder))).toBe(true);
});

it("only one of many that come at once gets it", async () => {
  const folder = await tempDir();
  write(folder, { holder: await gone(), starter: await gone() });
  const ends = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder, process.ppid)));
  expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});
