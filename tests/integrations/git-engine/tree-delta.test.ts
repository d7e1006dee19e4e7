import fc from "fast-check";
import { expect, test } from "vitest";
import { gitObject, storePack } from "@/server/integrations/git/object-pack";
import { withCache } from "@/server/integrations/git/repository";
import { plainGit } from "@/tests/support/plain-git";
import { tempDir } from "@/tests/support/temp-dir";

/** Texts that share a beginning and an end, also such whose shared parts would overlap. */
const pair = fc
  .record({
    start: fc.integer({ min: 0, max: 140_000 }),
    end: fc.integer({ min: 0, max: 140_000 }),
    before: fc.uint8Array({ maxLength: 300 }),
    after: fc.uint8Array({ minLength: 1, maxLength: 300 }),
  })
  .map(({ start, end, before, after }) => {
    const around = (middle: Uint8Array) => Buffer.concat([Buffer.alloc(start, "ab"), middle, Buffer.alloc(end, "ba")]);
    return [around(before), around(after)] as const;
  });

test("git reads an object that is stored as its difference to another", async () => {
  await withCache(await tempDir(), async (cache) => {
    await fc.assert(
      fc.asyncProperty(pair, async ([before, after]) => {
        const base = gitObject("blob", before);
        const object = { ...gitObject("blob", after), base };
        fc.pre(object.id !== base.id);
        await storePack(cache.gitDir, [base, object]);
        const read = await cache.git(["cat-file", "blob", object.id]);
        expect(read.stdout.equals(after)).toBe(true);
      }),
      { numRuns: 40 },
    );
    plainGit(cache.gitDir, ["fsck", "--strict"]);
  });
});
