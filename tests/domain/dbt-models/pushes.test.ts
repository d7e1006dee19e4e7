import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkBranch } from "@/server/domain/dbt-models/check-branch";
import { findDueProjects } from "@/server/domain/dbt-models/find-due-projects";
import { receivePush } from "@/server/domain/dbt-models/receive-push";
import { rotateWebhookSecret } from "@/server/domain/dbt-models/rotate-webhook-secret";
import { setDbtProjectEnabled } from "@/server/domain/dbt-models/set-enabled";
import { createProjectGit } from "@/server/integrations/git/project-git";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { plainGit } from "@/tests/support/plain-git";
import { commit, type DbtWorld, dbtProjectOn, lastRun, project, smallProject, work } from "./world";

const { db } = await productDatabase();
const world = await gitWorld();
const git = createProjectGit();

async function loadedProject() {
  const set = await dbtProjectOn(db, world);
  commit(world, set.branch, smallProject());
  await work(set);
  return set;
}

const sign = (secret: string, text: string) => createHmac("sha256", secret).update(text).digest("hex");

function deliver(projectId: string, payload: string | object, headers: Record<string, string>) {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const header = (name: string) => headers[name] ?? null;
  return receivePush(db, { projectId, header, body: Buffer.from(text) });
}

/** Looks that were asked for through the executor's events. */
async function looksFor({ projectId }: DbtWorld) {
  const rows = await db.$queryRaw<{ payload: string }[]>`
    SELECT payload::text FROM executor_event WHERE name = 'dbt-models/check.requested' AND payload::text LIKE ${`%${projectId}%`}`;
  return rows.length;
}

describe("a push told by a host", () => {
  const push = (branch: string) => ({ ref: `refs/heads/${branch}`, after: "0".repeat(40) });

  it("is believed with GitHub's and Gitea's signature, GitLab's token and Bitbucket's signature", async () => {
    const set = await loadedProject();
    const { projectId, branch, webhookSecret: secret } = set;
    const body = JSON.stringify(push(branch));
    const bitbucket = JSON.stringify({ push: { changes: [{ new: { type: "branch", name: branch } }] } });
    const signature = `sha256=${sign(secret, body)}`;
    const deliveries = [
      deliver(projectId, body, { "x-github-event": "push", "x-hub-signature-256": signature }),
      deliver(projectId, body, { "x-gitea-event": "push", "x-gitea-signature": sign(secret, body) }),
      deliver(projectId, body, { "x-gitlab-event": "Push Hook", "x-gitlab-token": secret }),
      deliver(projectId, bitbucket, {
        "x-event-key": "repo:push",
        "x-hub-signature": `sha256=${sign(secret, bitbucket)}`,
      }),
    ];
    for (const each of deliveries) expect(await each).toEqual({ kind: "accepted" });
    expect(await looksFor(set)).toBe(4);
  });

  it("is refused without the secret, and alike for a project that does not exist", async () => {
    const { projectId, branch, webhookSecret: secret } = await loadedProject();
    const body = JSON.stringify(push(branch));
    const refused = [
      deliver(projectId, body, { "x-github-event": "push" }),
      deliver(projectId, body, { "x-github-event": "push", "x-hub-signature-256": `sha256=${sign("other", body)}` }),
      deliver(projectId, `${body} `, {
        "x-github-event": "push",
        "x-hub-signature-256": `sha256=${sign(secret, body)}`,
      }),
      deliver(projectId, body, { "x-gitlab-event": "Push Hook", "x-gitlab-token": "" }),
      deliver("nobody", body, { "x-gitlab-event": "Push Hook", "x-gitlab-token": secret }),
    ];
    for (const each of refused) expect(await each).toEqual({ kind: "refused" });
  });

  it("to another branch, of another kind, or unreadable is left alone", async () => {
    const set = await loadedProject();
    const { projectId, branch, webhookSecret: secret } = set;
    const token = { "x-gitlab-token": secret };
    const kinds = await Promise.all([
      deliver(projectId, push("other"), { ...token, "x-gitlab-event": "Push Hook" }),
      deliver(projectId, { ref: `refs/tags/${branch}` }, { ...token, "x-gitlab-event": "Tag Push Hook" }),
      deliver(projectId, push(branch), { ...token, "x-gitlab-event": "Note Hook" }),
      deliver(projectId, "{", { ...token, "x-gitlab-event": "Push Hook" }),
    ]);
    expect(kinds.map(({ kind }) => kind)).toEqual(["ignored", "ignored", "ignored", "ignored"]);
    expect(await looksFor(set)).toBe(0);
  });

  it("is refused with a secret that was replaced", async () => {
    const { ctx, projectId, branch, webhookSecret } = await loadedProject();
    const { webhookSecret: next } = await rotateWebhookSecret(ctx, projectId);
    const told = (token: string) =>
      deliver(projectId, push(branch), { "x-gitlab-event": "Push Hook", "x-gitlab-token": token });
    expect(await told(webhookSecret)).toEqual({ kind: "refused" });
    expect(await told(next)).toEqual({ kind: "accepted" });
  });
});

describe("looking at the branch", () => {
  const look = ({ projectId }: DbtWorld, trigger: "push" | "poll" = "poll") =>
    checkBranch({ db, git }, { projectId, trigger, label: trigger === "push" ? "Push to GitHub" : "Tributary" });

  it("asks for nothing while the branch stands where it was seen, however often it is told", async () => {
    const set = await loadedProject();
    expect(await look(set, "push")).toEqual({ runId: null });
    expect(await look(set)).toEqual({ runId: null });
    expect(await db.dbtRun.count({ where: { projectId: set.projectId } })).toBe(1);
  });

  it("asks for a sync when it moved, once", async () => {
    const set = await loadedProject();
    commit(world, set.branch, { "transform/models/new.sql": "select 1 as x" });
    const { runId } = await look(set, "push");
    expect(await look(set)).toEqual({ runId });
    await work(set);
    expect(await lastRun(set)).toMatchObject({
      trigger: "push",
      actorLabel: "Push to GitHub",
      status: "succeeded",
      changes: [{ kind: "added", name: "new" }],
    });
    expect(await look(set)).toEqual({ runId: null });
  });

  it("does not try a commit again that cannot be loaded, and notices the next one", async () => {
    const set = await loadedProject();
    commit(world, set.branch, { "transform/dbt_project.yml": null });
    await look(set);
    await work(set);
    expect((await lastRun(set)).status).toBe("failed");
    expect(await look(set)).toEqual({ runId: null });
    commit(world, set.branch, smallProject());
    expect((await look(set)).runId).not.toBeNull();
  });

  it("notices that the branch is gone, once, and that it is there again", async () => {
    const set = await loadedProject();
    plainGit(world.host.repositoryDir, ["update-ref", "-d", `refs/heads/${set.branch}`]);
    await look(set);
    await work(set);
    expect((await project(set)).failure?.class).toBe("branch-not-found");
    expect(await look(set)).toEqual({ runId: null });
    commit(world, set.branch, smallProject());
    expect((await look(set)).runId).not.toBeNull();
  });

  it("does not knock on with a credential that was refused, nor for a project that is switched off", async () => {
    const set = await loadedProject();
    commit(world, set.branch, { "transform/models/new.sql": "select 1 as x" });
    const asked: string[] = [];
    const watched: typeof git = {
      ...git,
      askTip: (target) => {
        asked.push(target.branch);
        return git.askTip(target);
      },
    };
    const again = () => checkBranch({ db, git: watched }, { projectId: set.projectId, trigger: "poll", label: "T" });
    const where = { id: set.projectId };
    await db.dbtProject.update({ where, data: { failure: { ...refused, accessLost: true } } });
    expect(await again()).toEqual({ runId: null });
    await db.dbtProject.update({ where, data: { failure: { ...refused, accessLost: false } } });
    await setDbtProjectEnabled(set.ctx, { id: set.projectId, enabled: false });
    expect(await again()).toEqual({ runId: null });
    expect(asked).toEqual([]);
  });

  it("lets a run tell that the host cannot be reached, the first time only", async () => {
    const set = await loadedProject();
    await world.host.down();
    expect((await look(set)).runId).not.toBeNull();
    await work(set);
    expect((await lastRun(set)).status).toBe("failed");
    expect(await look(set)).toEqual({ runId: null });
    await world.host.up();
  });
});

const refused = { class: "auth-bad-key", title: "t", remedy: "r", retriable: false, hostWords: "" };

describe("the sweep", () => {
  it("finds projects whose look is due, and runs that wait or are to be tried again", async () => {
    const set = await loadedProject();
    const mine = async () => {
      const { waiting, toCheck } = await findDueProjects(db);
      return [waiting.includes(set.projectId), toCheck.includes(set.projectId)];
    };
    await checkBranch({ db, git }, { projectId: set.projectId, trigger: "poll", label: "T" });
    expect(await mine()).toEqual([false, false]);
    const past = new Date(Date.now() - 1000);
    await db.dbtProject.update({ where: { id: set.projectId }, data: { nextCheckAt: past } });
    expect(await mine()).toEqual([false, true]);
    await db.dbtProject.update({
      where: { id: set.projectId },
      data: { enabled: false, failedRunId: "some", retryAt: past },
    });
    expect(await mine()).toEqual([true, false]);
  });
});
