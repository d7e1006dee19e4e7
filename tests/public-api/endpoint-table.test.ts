import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { endpointTable, markdownOf } from "./endpoint-table";

const output = fileURLToPath(new URL("../../test-output", import.meta.url));

/** Shown by tests of their own, since no client of Segment's has them. */
const ours = ["echoPosted", "createDbtModelSyncTrigger"];

it("every endpoint that the npm SDK has is called with it, and every one has a test", () => {
  const endpoints = endpointTable();
  mkdirSync(output, { recursive: true });
  writeFileSync(`${output}/endpoints.md`, markdownOf(endpoints));
  expect(endpoints.filter(({ inSdk }) => !inSdk).map(({ operation }) => operation)).toEqual(ours);
  const uncalled = endpoints.filter(
    ({ inSdk, provenBy }) => inSdk && !provenBy.some((name) => name.startsWith("sdk-")),
  );
  expect(uncalled.map(({ operation }) => operation)).toEqual([]);
});

it("every recorded call of Terraform's provider is served and replayed", () => {
  const byTerraform = endpointTable().filter((each) => each.byTerraform);
  expect(byTerraform.length).toBeGreaterThan(60);
  expect(byTerraform.filter(({ provenBy }) => !provenBy.some((name) => name.startsWith("provider-")))).toEqual([]);
});
