import { describe, expect, it } from "vitest";
import { resourceKinds } from "@/server/core/kinds/table";
import { createResource } from "@/server/domain/resources/create-resource";
import { describeChange } from "@/server/domain/resources/describe-change";
import { listHistory } from "@/server/domain/resources/list-history";
import { updateResource } from "@/server/domain/resources/update-resource";
import { freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
const linkOf = (url: string, sha: string) => `${url}/commit/${sha}`;

describe("what a change did", () => {
  it("is said attribute by attribute, settings by name", () => {
    const before = {
      name: "Web",
      enabled: true,
      settings: { region: "EU", key: "••••••••••1234" },
      metadata: { id: "a" },
    };
    const after = { ...before, enabled: false, settings: { region: "US", key: "••••••••••1234" } };
    const changes = describeChange(resourceKinds.source, before, after);
    expect(changes).toEqual([
      { path: "enabled", label: "Enabled", before: "true", after: "false", diff: null },
      { path: "settings.region", label: "settings.region", before: "EU", after: "US", diff: null },
    ]);
  });

  it("is a diff for code and for structured values, whatever the order of keys and set members", () => {
    const code = (line: string) => `function onTrack() {\n  ${line}\n}`;
    const [change] = describeChange(resourceKinds.function, { code: code("a()") }, { code: code("b()") });
    expect(change?.diff?.language).toBe("javascript");
    expect(change?.diff?.text).toContain("-  a()\n+  b()");
    const rule = (key: string) => ({ type: "TRACK", key, version: 1, json_schema: {} });
    const [rules] = describeChange(
      resourceKinds.tracking_plan,
      { rules: [rule("B"), rule("A")] },
      { rules: [rule("A"), rule("B"), rule("C")] },
    );
    const added = rules?.diff?.text.split("\n").filter((line) => /^[-+]\s/.test(line));
    expect(added?.every((line) => line.startsWith("+"))).toBe(true);
  });

  it("says that a value came or went", () => {
    const changes = describeChange(resourceKinds.label, { description: null }, { description: "Live" });
    expect(changes).toEqual([{ path: "description", label: "Description", before: null, after: "Live", diff: null }]);
  });
});

describe("the history of a resource", () => {
  it("is newest first, paged, with its commits", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id } = await createResource(ctx, { kind: "label", state: { key: "env", value: "prod", description: "1" } });
    for (const description of ["2", "3"]) await updateResource(ctx, { kind: "label", id, changes: { description } });
    const workspaceId = ctx.workspace.id;
    const run = { id: `run-${workspaceId}`, workspaceId, trigger: "change", actorLabel: "a", status: "succeeded" };
    const repository = { url: "https://git.test/a/b", branch: "main", path: "" };
    await db.gitSyncRun.create({ data: { ...run, phases: [], counts: {}, notes: [], repository } });
    const commit = { runId: run.id, workspaceId, sha: "a".repeat(40), subject: "s", files: 1, pushedAt: new Date() };
    await db.gitSyncCommit.create({ data: { ...commit, position: 0, seq: 3n } });
    const page = await listHistory(ctx, { kind: "label", id, limit: 2 }, linkOf);
    expect(page.items.map((entry) => entry.changes[0]?.after)).toEqual(["3", "2"]);
    expect(page.items[0]?.commit).toEqual({
      sha: commit.sha,
      runId: run.id,
      link: `${repository.url}/commit/${commit.sha}`,
    });
    expect(page.items[1]?.commit).toBeNull();
    const rest = await listHistory(ctx, { kind: "label", id, limit: 2, beforeSeq: page.next ?? 0 }, linkOf);
    expect(rest.items.map((entry) => [entry.verb, entry.changes])).toEqual([["created", []]]);
    expect(rest.next).toBeNull();
  });

  it("stays inside its workspace and is refused to strangers", async () => {
    const { ctx, nobody } = await freshWorkspace(db);
    const { id } = await createResource(ctx, { kind: "label", state: { key: "env", value: "prod" } });
    const other = await freshWorkspace(db);
    expect((await listHistory(other.ctx, { kind: "label", id, limit: 5 }, linkOf)).items).toEqual([]);
    await expect(listHistory(nobody, { kind: "label", id, limit: 5 }, linkOf)).rejects.toThrow("does not allow");
  });
});
