import { describe, expect, it } from "vitest";
import { DbtWorker } from "@/server/dbt/worker/dbt-worker";
import { getModel } from "@/server/domain/dbt-models/get-model";
import { listModels } from "@/server/domain/dbt-models/list-models";
import { requestModelSync } from "@/server/domain/dbt-models/request-sync";
import { ListDbtModels } from "@/server/domain/dbt-models/schema";
import { GitFailureError } from "@/server/domain/git-sync/ports";
import { createDbtEngine } from "@/server/integrations/dbt/engine";
import { createProjectGit } from "@/server/integrations/git/project-git";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { plainGit } from "@/tests/support/plain-git";
import { allowPartialFetch, commit, type DbtWorld, dbtProjectOn, lastRun, project, smallProject, work } from "./world";

const { db } = await productDatabase();
const world = await gitWorld();
allowPartialFetch(world);
const { repositoryDir } = world.host;

async function loadedProject(given: Parameters<typeof dbtProjectOn>[2] = {}, files = smallProject()) {
  const set = await dbtProjectOn(db, world, given);
  commit(world, set.branch, files);
  await work(set);
  return set;
}

async function syncAgain(set: DbtWorld, deps: Parameters<typeof work>[1] = {}) {
  await requestModelSync(set.ctx, set.projectId);
  await work(set, deps);
  return lastRun(set);
}

const namesOf = async ({ ctx, projectId }: DbtWorld) =>
  (await listModels(ctx, ListDbtModels.parse({ projectId }))).items.map(({ name }) => name);

describe("a project that is not where it is said to be", () => {
  it("is told in Segment's words, with the folders that hold one", async () => {
    const set = await loadedProject({ path: "dbt" }, { ...smallProject("transform/"), ...smallProject("other/shop/") });
    const { failure, status } = await lastRun(set);
    expect(status).toBe("failed");
    expect(failure).toMatchObject({
      class: "project-missing",
      title: "Sync Failed: Incorrect dbt Project File Path: dbt project file not found",
      candidates: ["transform", "other/shop"],
      retriable: false,
    });
    expect(failure?.remedy).toContain("Found in this commit: transform, other/shop.");
    expect(await project(set)).toMatchObject({ loaded: null, retryAt: null });
  });

  it("is told that the branch does not belong into the path", async () => {
    const set = await dbtProjectOn(db, world, { branch: "release", path: "release/transform/dbt_project.yml" });
    commit(world, "release", smallProject());
    await work(set);
    expect((await lastRun(set)).failure?.remedy).toContain("Leave the branch out of the path: transform.");
  });
});

describe("a commit that cannot be loaded", () => {
  it("leaves the last good models in force, and the next good commit mends it", async () => {
    const set = await loadedProject();
    const good = (await project(set)).loaded?.commit;
    const bad = commit(world, set.branch, { "transform/dbt_project.yml": "name: [unclosed\n" });
    const run = await syncAgain(set);
    expect(run.failure).toMatchObject({ class: "project-invalid" });
    expect(run.failure?.hostWords).toMatch(/^transform\/dbt_project\.yml, line \d+: /);
    expect(await project(set)).toMatchObject({
      loaded: { commit: good },
      seenCommit: bad,
      failure: { class: "project-invalid" },
    });
    expect(await namesOf(set)).toEqual(["customers", "orders"]);
    commit(world, set.branch, { "transform/dbt_project.yml": smallProject()["transform/dbt_project.yml"] ?? "" });
    await syncAgain(set);
    expect(await project(set)).toMatchObject({ failure: null, failedRunId: null });
  });

  it("is ended when it takes too long, and says so", async () => {
    const set = await loadedProject();
    const worker = new DbtWorker({ timeoutMs: 1 });
    const run = await syncAgain(set, { engine: createDbtEngine(worker) });
    await worker.close();
    expect(run.failure).toMatchObject({ class: "load-ended", retriable: false });
    expect(run.failure?.title).toContain("took more than 0.001 seconds");
    expect(await namesOf(set)).toEqual(["customers", "orders"]);
  });
});

describe("single bad files", () => {
  it("are each told, and the rest of the project is loaded", async () => {
    const set = await loadedProject(
      {},
      {
        ...smallProject(),
        "transform/models/broken.sql": "select {{ 1 + }}",
        "transform/models/endless.sql":
          "{% for i in range(999999) %}{% for j in range(999999) %}{{ i * j }}{% endfor %}{% endfor %}",
        "transform/models/nul.sql": "select 1\0",
        "transform/models/lonely.sql": "select * from {{ ref('nobody') }}",
        "transform/models/bad.yml": "models: [",
        "transform/models/escapes.yml": 'models:\n  - name: orders\n    description: "a \\0 b \\ud800"\n',
        "transform/models/loop_a.sql": "select * from {{ ref('loop_b') }}",
        "transform/models/loop_b.sql": "select * from {{ ref('loop_a') }}",
        "transform/models/secret.sql": "select '{{ env_var('DBT_ENV_SECRET_X', 'none') }}'",
      },
    );
    const run = await lastRun(set);
    expect(run.status).toBe("succeeded");
    const codes = new Set(run.problems.map(({ code }) => code));
    for (const code of [
      "jinja-invalid",
      "limit-exceeded",
      "file-unreadable",
      "yaml-invalid",
      "ref-unresolved",
      "cycle",
    ])
      expect(codes).toContain(code);
    expect(run.problems.find(({ code }) => code === "yaml-invalid")).toMatchObject({
      file: "transform/models/bad.yml",
      line: 1,
    });
    const model = (uniqueId: string) => getModel(set.ctx, { projectId: set.projectId, uniqueId });
    expect(await model("model.shop.broken")).toMatchObject({ state: "failed", problems: [{ code: "jinja-invalid" }] });
    expect(await model("model.shop.lonely")).toMatchObject({ state: "unresolved", missing: ["nobody"] });
    expect(await model("model.shop.customers")).toMatchObject({ state: "ready" });
    expect((await project(set)).loaded?.counts.models).toBe(9);
  });

  it("do not keep texts out that are cut within a character of two halves", async () => {
    const description = "\u{1f600}".repeat(3000);
    const entries = ["e1", "e22"].map((name) => `  - {name: ${name}, description: "${description}"}`);
    const set = await loadedProject(
      {},
      {
        ...smallProject(),
        "transform/models/e1.sql": "select 1 as x",
        "transform/models/e22.sql": "select 1 as x",
        "transform/models/e.yml": `models:\n${entries.join("\n")}\n`,
      },
    );
    expect((await lastRun(set)).failure).toBeNull();
  });

  it("that are too large are told by name, without being fetched", async () => {
    const limits = { maxBlobBytes: 20_000, maxCacheBytes: 2 ** 28, maxTextBytes: 2 ** 20, maxPacks: 60 };
    const set = await dbtProjectOn(db, world);
    const large = `select '${"x".repeat(100_000)}' as big`;
    commit(world, set.branch, { ...smallProject(), "transform/models/large.sql": large });
    await work(set, { git: createProjectGit(limits) });
    const run = await lastRun(set);
    expect(run).toMatchObject({
      status: "succeeded",
      problems: [{ code: "file-unreadable", file: "transform/models/large.sql" }],
    });
    expect(run.problems[0]?.message).toContain("larger than");
    commit(world, set.branch, { "transform/models/large2.sql": `${large} -- too` });
    await requestModelSync(set.ctx, set.projectId);
    await work(set, { git: createProjectGit(limits) });
    expect((await lastRun(set)).problems.map(({ file }) => file).sort()).toEqual([
      "transform/models/large.sql",
      "transform/models/large2.sql",
    ]);
  });

  it("make a project too large as a whole only beyond the limit of all together", async () => {
    const limits = { maxBlobBytes: 20_000, maxCacheBytes: 2 ** 28, maxTextBytes: 100, maxPacks: 60 };
    const set = await dbtProjectOn(db, world);
    commit(world, set.branch, smallProject());
    await work(set, { git: createProjectGit(limits) });
    expect((await lastRun(set)).failure).toMatchObject({ class: "project-too-large", retriable: false });
  });
});

describe("a branch that is not there", () => {
  it("is told before the first load, and after it keeps the models in force", async () => {
    const set = await dbtProjectOn(db, world);
    await work(set);
    expect((await lastRun(set)).failure).toMatchObject({ class: "branch-not-found" });
    commit(world, set.branch, smallProject());
    await syncAgain(set);
    plainGit(repositoryDir, ["update-ref", "-d", `refs/heads/${set.branch}`]);
    const run = await syncAgain(set);
    expect(run.failure?.title).toBe(`The branch “${set.branch}” is gone from the repository.`);
    expect(await namesOf(set)).toEqual(["customers", "orders"]);
    expect(await project(set)).toMatchObject({ seenCommit: null });
  });

  it("when it was rewritten the new history is loaded, and the run says so", async () => {
    const set = await loadedProject();
    plainGit(repositoryDir, ["update-ref", "-d", `refs/heads/${set.branch}`]);
    commit(world, set.branch, { ...smallProject(), "transform/models/extra.sql": "select 1 as x" }, "Another past");
    const run = await syncAgain(set);
    expect(run.status).toBe("succeeded");
    expect(run.notes.map(({ kind }) => kind)).toEqual(["history-rewritten"]);
    expect(run.changes).toMatchObject([{ kind: "added", name: "extra" }]);
  });
});

describe("a host that refuses", () => {
  it("is told in Segment's words when it speaks of write access, and not asked again", async () => {
    const set = await dbtProjectOn(db, world);
    const refusing = {
      ...createProjectGit(),
      withBranch: () => Promise.reject(new GitFailureError(refusal)),
    };
    await work(set, { git: refusing });
    expect((await lastRun(set)).failure?.title).toBe("Sync Failed: remote: Write access to repository not granted");
    expect(await project(set)).toMatchObject({ retryAt: null, connection: { health: "failing" } });
  });

  it("is tried again later when it only hung up", async () => {
    const set = await dbtProjectOn(db, world);
    commit(world, set.branch, smallProject());
    await world.host.down();
    await work(set);
    await world.host.up();
    const shown = await project(set);
    expect(shown.failure?.retriable).toBe(true);
    expect(shown.retryAt?.getTime()).toBeGreaterThan(Date.now());
    await db.dbtProject.update({ where: { id: set.projectId }, data: { retryAt: new Date() } });
    await work(set);
    expect(await project(set)).toMatchObject({ failure: null, loaded: { counts: { models: 2 } } });
    expect(await db.dbtRun.count({ where: { projectId: set.projectId } })).toBe(1);
  });
});

const refusal = {
  class: "no-write-access",
  title: "This credential may read but not write",
  remedy: "",
  retriable: false,
  hostWords: "remote: Write access to repository not granted.",
  accessLost: false,
};
