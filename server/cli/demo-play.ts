import type { Ctx } from "@/server/core/ctx";
import { fullAccess } from "@/server/core/permissions";
import { database } from "@/server/db";
import { createGitConnection } from "@/server/domain/git-connections/create-git-connection";
import { findGitSync } from "@/server/domain/git-sync/get-git-sync";
import { getRun } from "@/server/domain/git-sync/list-runs";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { setEnabled } from "@/server/domain/git-sync/set-enabled";
import { setUpGitSync } from "@/server/domain/git-sync/set-up-git-sync";
import { createResource } from "@/server/domain/resources/create-resource";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { updateResource } from "@/server/domain/resources/update-resource";
import { offerSample } from "@/server/domain/sample/offer-sample";
import type { PracticeGitHost } from "@/server/embedded/practice-git-host";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { runGit } from "@/server/integrations/git/spawn-git";
import { runJobs } from "./demo-jobs";

type Step = <T>(what: string, work: () => Promise<T>, summary?: (value: T) => string) => Promise<T>;

export interface DemoResult {
  readonly commits: number;
  readonly files: number;
  readonly tip: string;
  readonly editMs: number;
  readonly jobs: string;
  readonly examplePath: string;
}

const longestWaitMs = 90_000;
const lookEveryMs = 15;

/** Waits until `look` gives something; a failed sync is an error with what to do. */
async function until<T>(ctx: Ctx, look: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + longestWaitMs;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== null) return found;
    const sync = await findGitSync(ctx);
    if (sync?.failure) throw new Error(`${sync.failure.title} ${sync.failure.remedy} ${sync.failure.hostWords}`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  throw new Error(`Nothing happened for ${longestWaitMs / 1000} s.`);
}

async function ask(repository: string, args: readonly string[]): Promise<string> {
  const result = await runGit({ args, cwd: repository, env: { PATH: process.env.PATH ?? "", LC_ALL: "C" } });
  return result.stdout.toString("utf8").trim();
}

const commitCount = async (repository: string) => Number(await ask(repository, ["rev-list", "--count", "main"]));

/** Everything a person would do, by the same verbs that the pages call. */
export async function playDemo(step: Step, practice: PracticeGitHost): Promise<DemoResult> {
  const { db } = database();
  const git = createGitGateway();
  const jobs = await step("Start the job executor", runJobs, ({ where }) => where);
  try {
    await step(
      "Make the sample workspace",
      () => offerSample(db).then(() => db.resource.count()),
      (n) => `${n} resources of 16 kinds`,
    );
    const ctx = await demoContext();
    const synced = () => until(ctx, async () => ((await findGitSync(ctx))?.pending === 0 ? true : null));
    const connectionId = await step("Connect the practice repository with a new SSH key", async () => {
      const key = git.generateKey("tributary-demo");
      await practice.authorize(key.publicKey);
      const input = {
        method: "ssh-key",
        name: "Practice repository",
        service: "127.0.0.1",
        privateKey: key.privateKey,
        confirmedHostKeys: [],
      } as const;
      return (await createGitConnection(ctx, git, { ...input, confirmedHostKeys: [] })).id;
    });
    const { runId } = await step("Set up Git Sync: test host key, sign-in, read and write", () =>
      setUpGitSync(ctx, git, { connectionId, url: practice.url, branch: "main", path: "" }),
    );
    const initial = await step(
      "Initial sync",
      () => until(ctx, async () => ((await getRun(ctx, runId)).status === "succeeded" ? getRun(ctx, runId) : null)),
      (run) => `${run.counts.filesWritten} files in one commit`,
    );
    const editMs = await step(
      "Rename a source; its commit is on the remote",
      () => editOnce(ctx, practice, synced),
      () => "one file",
    );
    await step(
      "Create, change and delete a label, in a burst",
      () => burst(ctx).then(synced),
      () => "three commits, pushed together",
    );
    await step(
      "Switch Git Sync off, change a source, switch it on",
      () => offAndOn(ctx).then(synced),
      () => "what was missed was pushed",
    );
    await step(
      "Full Sync",
      async () => {
        const full = await requestFullSync(ctx);
        return until(ctx, async () =>
          (await getRun(ctx, full.runId)).status === "succeeded" ? getRun(ctx, full.runId) : null,
        );
      },
      (run) => (run.commits.length === 0 ? "nothing differed, so no commit" : "one commit"),
    );
    const tip = await ask(practice.repositoryDir, ["rev-parse", "main"]);
    const files = (await ask(practice.repositoryDir, ["ls-tree", "-r", "--name-only", "main"])).split("\n");
    return {
      commits: await commitCount(practice.repositoryDir),
      files: files.length,
      tip,
      editMs,
      jobs: jobs.where,
      examplePath: files.find((file) => file.startsWith("sources/")) ?? initial.id,
    };
  } finally {
    await jobs.stop();
    await database().close();
  }
}

async function demoContext(): Promise<Ctx> {
  const { db } = database();
  const workspace = await db.workspace.findFirstOrThrow({ select: { id: true, slug: true, name: true } });
  const actor = { type: "user", id: "demo", email: "ada@confluence-ferries.example", name: "Ada Brook" } as const;
  return { db, workspace, actor, access: fullAccess, origin: "ui" };
}

const firstSource = (ctx: Ctx) =>
  ctx.db.resource.findFirstOrThrow({
    where: { workspaceId: ctx.workspace.id, kind: "source" },
    orderBy: { id: "asc" },
  });

async function editOnce(ctx: Ctx, practice: PracticeGitHost, synced: () => Promise<unknown>): Promise<number> {
  const source = await firstSource(ctx);
  const before = await commitCount(practice.repositoryDir);
  const begun = performance.now();
  await updateResource(ctx, { kind: "source", id: source.id, changes: { name: `${source.title} (renamed)` } });
  await synced();
  const took = performance.now() - begun;
  const subject = await ask(practice.repositoryDir, ["log", "-1", "--format=%s", "main"]);
  if (
    (await commitCount(practice.repositoryDir)) !== before + 1 ||
    !subject.startsWith(`Source '${source.id}' modified by`)
  ) {
    throw new Error(`The commit of the edit is missing; the last one is “${subject}”.`);
  }
  return took;
}

async function burst(ctx: Ctx): Promise<void> {
  const label = await createResource(ctx, { kind: "label", state: { key: "demo", value: "river", description: null } });
  await updateResource(ctx, { kind: "label", id: label.id, changes: { description: "Made by the demo" } });
  await removeResource(ctx, { kind: "label", id: label.id });
}

async function offAndOn(ctx: Ctx): Promise<void> {
  const source = await firstSource(ctx);
  await setEnabled(ctx, false);
  await updateResource(ctx, { kind: "source", id: source.id, changes: { enabled: source.enabled === false } });
  await setEnabled(ctx, true);
}
