import { describe, expect, it } from "vitest";
import { getModel } from "@/server/domain/dbt-models/get-model";
import { listModels } from "@/server/domain/dbt-models/list-models";
import { ListDbtModels } from "@/server/domain/dbt-models/schema";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { plainGit, tipOf } from "@/tests/support/plain-git";
import { allowPartialFetch, commit, dbtProjectOn, lastRun, smallProject, work } from "./world";

const { db } = await productDatabase();
const world = await gitWorld();
allowPartialFetch(world);

/** A commit with symbolic links, each a path and where it leads; of a submodule the target is a commit's id. */
function link(branch: string, links: Record<string, string>, submodules: Record<string, string> = {}): void {
  const { repositoryDir } = world.host;
  const head = `commit refs/heads/${branch}\ncommitter Pat <p@example.com> 1700000100 +0000\ndata 4\nlink\n`;
  const lines = [
    `from ${tipOf(repositoryDir, branch)}\n`,
    ...Object.entries(links).map(([path, to]) => `M 120000 inline ${path}\ndata ${to.length}\n${to}\n`),
    ...Object.entries(submodules).map(([path, id]) => `M 160000 ${id} ${path}\n`),
  ];
  plainGit(repositoryDir, ["fast-import", "--quiet", "--force"], head + lines.join(""));
}

describe("symbolic links among a project's files", () => {
  it("are told of and not followed; submodules and what lies outside the project are not read", async () => {
    const set = await dbtProjectOn(db, world);
    const tip = commit(world, set.branch, { ...smallProject(), "secret.sql": "select 'outside'" });
    link(set.branch, { "transform/models/link.sql": "../../secret.sql" }, { "transform/models/sub": tip });
    await work(set);
    const { items } = await listModels(set.ctx, ListDbtModels.parse({ projectId: set.projectId }));
    expect(items.map(({ name }) => name)).toEqual(["customers", "link", "orders"]);
    const { problems } = await lastRun(set);
    expect(problems).toMatchObject([{ code: "file-unreadable", file: "transform/models/link.sql" }]);
    expect(problems[0]?.message).toContain("symbolic link, which is not followed");
    const linked = await getModel(set.ctx, { projectId: set.projectId, uniqueId: "model.shop.link" });
    expect(JSON.stringify(linked)).not.toMatch(/outside|secret\.sql/);
  });

  it("are no project file", async () => {
    const set = await dbtProjectOn(db, world);
    commit(world, set.branch, { ...smallProject(), "transform/dbt_project.yml": null });
    link(set.branch, { "transform/dbt_project.yml": "models/app.yml" });
    await work(set);
    expect((await lastRun(set)).failure?.class).toBe("project-missing");
  });
});
