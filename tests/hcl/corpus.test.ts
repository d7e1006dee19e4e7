import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readHcl } from "@/server/hcl/read";
import { readDocument } from "@/server/hcl/read-resource";
import { renderResource } from "@/server/hcl/resource-file";
import { writeHcl } from "@/server/hcl/write";
import { providerTables } from "./provider-tables";

/** Real exports beside the checkout; not part of it. */
const corpora = fileURLToPath(new URL("../../../shared/corpora/", import.meta.url));
const present = existsSync(corpora);
if (!present) console.info(`Skipped: there are no real exports at ${corpora}.`);

const files = present
  ? readdirSync(corpora, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tf"))
  : [];

describe.skipIf(!present)("a real export", () => {
  it("comes back byte for byte from what was read of its files", () => {
    const differing = files.filter((file) => {
      const text = readFileSync(join(corpora, file), "utf8");
      return writeHcl(readHcl(text, { file })) !== text;
    });
    expect(files.length).toBeGreaterThan(0);
    expect(differing).toEqual([]);
  });

  it("comes back byte for byte from the states it describes", () => {
    const differing = files.filter((file) => {
      const text = readFileSync(join(corpora, file), "utf8");
      const document = readDocument(readHcl(text, { file }), (type) => providerTables.get(type), { file });
      return renderResource(document) !== text;
    });
    expect(differing).toEqual([]);
  });
});
