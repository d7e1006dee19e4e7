import { expect, it } from "vitest";
import { createResource } from "@/server/domain/resources/create-resource";
import { updateResource } from "@/server/domain/resources/update-resource";
import { fakeSecret } from "@/server/domain/sample/sample-ids";
import { plainGit } from "@/tests/support/plain-git";
import { gitWorld, page, productDatabase, remoteFile, remoteLog, sourceState, syncedWorkspace, work } from "./world";

const world = await gitWorld();
const { db } = await productDatabase();

const settings = (sensitive: boolean) => [
  { name: "station", label: "Station", description: "", type: "STRING", required: false, sensitive },
];

it("a setting that becomes secret leaves the repository, and what waited to be pushed with it never comes there", async () => {
  const { ctx, branch } = await syncedWorkspace(db, world);
  const [pushed, waiting] = [fakeSecret("pushed", 24), fakeSecret("waiting", 24)];
  const fn = await createResource(ctx, {
    kind: "function",
    state: { display_name: "Tides", resource_type: "SOURCE", code: "//", settings: settings(false) },
  });
  const state = {
    ...sourceState("tides"),
    metadata: { id: fn.id.replace("sfnc_", "") },
    settings: { station: pushed },
  };
  const { id } = await createResource(ctx, { kind: "source", state });
  await work(ctx);
  expect(remoteFile(world, branch, `sources/${id}.tf`)).toContain(pushed);
  const before = remoteLog(world, branch).length;

  await updateResource(ctx, { kind: "source", id, changes: { settings: { station: waiting } } });
  await updateResource(ctx, { kind: "function", id: fn.id, changes: { settings: settings(true) } });
  await work(ctx);
  expect(await page(ctx)).toMatchObject({ failure: null, pending: 0 });
  expect(remoteFile(world, branch, `sources/${id}.tf`)).toContain(`••••••••••${waiting.slice(-4)}`);
  expect(remoteLog(world, branch).length).toBeGreaterThan(before);
  expect(plainGit(world.host.repositoryDir, ["log", "-p", branch])).not.toContain(waiting);
});
