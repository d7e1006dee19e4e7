import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { findWaitingWorkspaces } from "@/server/domain/git-sync/find-waiting-workspaces";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { retrySync } from "@/server/domain/git-sync/retry-run";
import { updateGitSync } from "@/server/domain/git-sync/update-git-sync";
import { createGitGateway } from "@/server/integrations/git/gateway";
import {
  gitWorld,
  lastRun,
  page,
  productDatabase,
  remoteLog,
  rename,
  syncedWorkspace,
  work,
} from "@/tests/domain/git-sync/world";
import { plainGit } from "@/tests/support/plain-git";
import { expectWhole, found } from "./support";

const world = await gitWorld();
const { db } = await productDatabase();
const { host } = world;

beforeEach(() => {
  Object.assign(host.faults, { rejectPushes: null, readOnly: null, missing: null, delayMs: 0, dropAfterBytes: null });
});

/** Says of what kind the host is: its words are read as that kind's. */
function beOfKind(kind: string): void {
  const knownHostsPath = join(world.dataDir, "known_hosts");
  const entry = { host: "127.0.0.1", kind, ssh: { port: host.port }, https: false, knownHostsPath, allowPrivate: true };
  writeFileSync(join(world.dataDir, "hosts.json"), JSON.stringify([entry]));
}

/** Makes three changes while the host refuses, works on them, and gives what the page and its run say. */
async function changeInVain(ctx: Ctx, sourceIds: readonly string[]) {
  for (const [n, name] of ["One", "Two", "Three"].entries()) await rename(ctx, sourceIds[n % 2] ?? "", name);
  await work(ctx);
  const shown = await page(ctx);
  expect(shown).toMatchObject({ pending: 3, attempts: 1, connection: { health: "failing" } });
  expect(await lastRun(ctx)).toMatchObject({ status: "failed", failure: shown.failure, commits: [] });
  if (!shown.failure) throw new Error("The page shows no failure.");
  return { ...shown, failure: shown.failure };
}

async function mended(ctx: Ctx, branch: string): Promise<void> {
  await retrySync(ctx);
  await work(ctx);
  await expectWhole(ctx, world, branch, 3);
}

describe("a repository that was deleted", () => {
  it.each([
    ["github", "ERROR: Repository not found."],
    ["gitlab", "ERROR: The project you were looking for could not be found or you don't have permission to view it."],
    [
      "bitbucket-dc",
      "Repository not found\nThe requested repository does not exist, or you do not have permission to\naccess it.",
    ],
  ])("on %s: the changes wait, and come one by one when it is restored", async (kind, words) => {
    beOfKind(kind);
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    host.faults.missing = words;
    const { failure } = await changeInVain(ctx, sourceIds);
    expect(failure.class).toBe("repository-not-found");
    expect(failure.hostWords).toContain(words.split("\n")[0]?.replace("ERROR: ", ""));
    expect(failure.remedy).toMatch(/owner|path|project|name/i);
    host.faults.missing = null;
    await mended(ctx, branch);
    found(`repository deleted (${kind})`, "3 changes wait, 3 commits in order when it is restored");
  });

  it("and made anew, empty: the next try writes the whole state, and the run says so", async () => {
    beOfKind("github");
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    host.faults.missing = "ERROR: Repository not found.";
    await changeInVain(ctx, sourceIds);
    host.faults.missing = null;
    plainGit(host.repositoryDir, ["update-ref", "-d", `refs/heads/${branch}`]);
    await retrySync(ctx);
    await work(ctx);
    expect(remoteLog(world, branch).map(({ subject }) => subject)).toEqual(["Full sync"]);
    expect((await lastRun(ctx)).notes.map(({ kind }) => kind)).toContain("branch-recreated");
    expect(await page(ctx)).toMatchObject({ pending: 0, failure: null, activeRunId: null });
    found("repository deleted and made anew", "whole state in one commit, said on the run");
  });

  it("for good: Git Sync goes to another place, and nothing is missing there", async () => {
    beOfKind("github");
    const { ctx, branch, connectionId, sourceIds } = await syncedWorkspace(db, world);
    host.faults.missing = "ERROR: Repository not found.";
    await changeInVain(ctx, sourceIds);
    host.faults.missing = null;
    const place = { connectionId, url: host.url, branch: `${branch}-new`, path: "" };
    await updateGitSync(ctx, createGitGateway(), place);
    await work(ctx);
    expect(remoteLog(world, place.branch).map(({ trailers }) => trailers["Tributary-Through"])).toEqual(["5"]);
    expect(await page(ctx)).toMatchObject({ pending: 0, failure: null, activeRunId: null });
    found("repository given up for another", "whole state there in one commit");
  });
});

describe("a branch that became protected", () => {
  it.each([
    [
      "GitHub's branch protection",
      "github",
      "error: GH006: Protected branch update failed for refs/heads/main.\n\n- Changes must be made through a pull request.",
    ],
    [
      "a GitHub ruleset",
      "github",
      "error: GH013: Repository rule violations found for refs/heads/main.\n\n- Changes must be made through a pull request.",
    ],
    ["GitLab", "gitlab", "GitLab: You are not allowed to push code to protected branches on this project."],
    ["Bitbucket", "bitbucket", "permission denied to update branch main"],
    [
      "Bitbucket Data Center",
      "bitbucket-dc",
      "Branch refs/heads/main can only be modified through pull requests.\nCheck your branch permissions configuration with the project administrator.",
    ],
    ["Gitea", "gitea", "Gitea: Not allowed to push to protected branch main"],
  ])(
    "by %s: the changes wait with the host's words, and come one by one when it is open again",
    async (rule, kind, words) => {
      beOfKind(kind);
      const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
      host.faults.rejectPushes = words;
      const { failure, retryAt } = await changeInVain(ctx, sourceIds);
      expect(failure.class).toBe("branch-protected");
      expect(failure.hostWords).toContain(words.split("\n").at(-1));
      expect(failure.remedy.length).toBeGreaterThan(30);
      expect(retryAt?.getTime()).toBeGreaterThan(Date.now());
      expect(await findWaitingWorkspaces(db)).not.toContain(ctx.workspace.id);
      host.faults.rejectPushes = null;
      await mended(ctx, branch);
      found(`branch protected by ${rule}`, "3 changes wait, 3 commits in order when it is open");
    },
  );
});

type Fault = { readonly rejectPushes: string } | { readonly readOnly: string };

describe("a push that is refused", () => {
  it.each<[string, string, string, Fault]>([
    [
      "a hook of GitLab",
      "gitlab",
      "hook-rejected",
      { rejectPushes: "GitLab: Commit message does not follow the pattern 'JIRA\\-\\d+'" },
    ],
    ["a hook of a server's own", "generic", "hook-rejected", { rejectPushes: "policy: message must name a ticket" }],
    [
      "GitHub for a file's size",
      "github",
      "large-file",
      {
        rejectPushes:
          "error: File sources/a.tf is 117.80 MB; this exceeds GitHub's file size limit of 100.00 MB\nerror: GH001: Large files detected.",
      },
    ],
    [
      "GitLab for a file's size",
      "gitlab",
      "large-file",
      { rejectPushes: 'GitLab: File "a.tf" is larger than the allowed size of 1 MB. Use Git LFS to manage this file.' },
    ],
    [
      "Bitbucket for its quota",
      "bitbucket",
      "repository-quota",
      { rejectPushes: "Repository is over the size limit (4 GB) and will not accept further additions." },
    ],
    [
      "GitLab for its quota",
      "gitlab",
      "repository-quota",
      {
        rejectPushes:
          "GitLab: Your push has been rejected, because this repository has exceeded its size limit of 10 GiB by 5 MiB. Please contact your GitLab administrator for more information.",
      },
    ],
    [
      "GitHub, where the repository is archived",
      "github",
      "archived",
      { readOnly: "ERROR: This repository was archived so it is read-only." },
    ],
    [
      "GitLab, where the project is archived",
      "gitlab",
      "archived",
      { readOnly: "ERROR: You can't push code to an archived project." },
    ],
    ["Gitea, where the repository is archived", "gitea", "archived", { readOnly: "Repo: acme/shop is archived." }],
    [
      "GitHub, where the key may only read",
      "github",
      "deploy-key-read-only",
      { readOnly: "ERROR: The key you are authenticating with has been marked as read only." },
    ],
  ])(
    "by %s: the changes wait with the host's words, and come one by one when it is allowed",
    async (by, kind, expected, fault) => {
      beOfKind(kind);
      const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
      Object.assign(host.faults, fault);
      const { failure } = await changeInVain(ctx, sourceIds);
      const [words = ""] = Object.values(fault).map((text) => text.split("\n").at(-1)?.replace("ERROR: ", ""));
      expect({ class: failure.class, said: failure.hostWords.includes(words) }).toEqual({
        class: expected,
        said: true,
      });
      expect(failure.remedy.length).toBeGreaterThan(30);
      Object.assign(host.faults, { rejectPushes: null, readOnly: null });
      await mended(ctx, branch);
      found(`push refused by ${by}`, `3 changes wait (${failure.class}), 3 commits in order when it is allowed`);
    },
  );

  it.each([
    ["its size", "error: GH001: Large files detected.", "large-file"],
    [
      "a secret that the host found",
      "error: GH013: Repository rule violations found for refs/heads/main.\n\n- GITHUB PUSH PROTECTION\n  - Push cannot contain secrets",
      "secret-scanning-block",
    ],
  ])(
    "for %s: the remedy is a Full Sync, which leaves out what the changes wrote before",
    async (cause, words, expected) => {
      beOfKind("github");
      const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
      host.faults.rejectPushes = words;
      const { failure } = await changeInVain(ctx, sourceIds);
      expect(failure.class).toBe(expected);
      expect(failure.remedy).toMatch(/Full Sync/);
      host.faults.rejectPushes = null;
      await requestFullSync(ctx);
      await work(ctx);
      expect(remoteLog(world, branch).map(({ subject }) => subject)).toEqual(["Full sync", "Full sync"]);
      expect(await page(ctx)).toMatchObject({ pending: 0, failure: null, activeRunId: null });
      found(`push refused for ${cause}`, "mended and pushed by a Full Sync, the refused commits never reach the host");
    },
  );
});
