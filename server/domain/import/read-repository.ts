import type { Ctx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { connectionSecret } from "@/server/domain/git-connections/connection-secret";
import { requireConnection } from "@/server/domain/git-connections/get-git-connection";
import type { GitGateway } from "@/server/domain/git-connections/ports";
import { checkPlace } from "@/server/domain/git-sync/check-place";
import { GitFailureError, RemoteBusyError, type SyncGit, type SyncRemote } from "@/server/domain/git-sync/ports";
import { isPartOfTree } from "./read-tree";
import type { PlanFromRepository } from "./schema";
import type { ImportFile } from "./types";

export interface ImportGit {
  readonly gateway: GitGateway;
  readonly sync: Pick<SyncGit, "withRemote">;
}

export interface RepositoryTree {
  readonly commit: string;
  /** As it is shown, without credentials. */
  readonly display: string;
  readonly files: readonly ImportFile[];
}

const mostFiles = 100_000;
const mostCharacters = 512 * 1024 * 1024;
const filesAtOnce = 200;

/** The files of a tree at the newest commit of a branch. Throws `git` with the host's words, and `conflict` while it is busy. */
export async function readRepository(ctx: Ctx, git: ImportGit, input: PlanFromRepository): Promise<RepositoryTree> {
  const connection = await requireConnection(ctx, input.connectionId);
  const { url, display } = checkPlace(git.gateway, connection, input);
  const target = {
    workspaceId: ctx.workspace.id,
    url,
    branch: input.branch,
    service: connection.service,
    method: connection.method === "token" ? ("token" as const) : ("ssh-key" as const),
    username: connection.username,
    secret: connectionSecret(connection),
    confirmedHostKeys: connection.confirmedHostKeys,
  };
  try {
    const tree = await git.sync.withRemote(target, (remote) => readBranch(remote, input));
    return { ...tree, display };
  } catch (error) {
    if (error instanceof RemoteBusyError) throw busy(error);
    if (error instanceof GitFailureError) throw failed(error);
    throw error;
  }
}

async function readBranch(remote: SyncRemote, { branch, path: folder }: PlanFromRepository) {
  const tip = await remote.fetchTip(null);
  if (tip.kind === "none") {
    throw new DomainError("not-found", `The repository has no branch “${branch}”, or it is empty.`, {
      next: "Choose a branch that holds an export.",
      fields: [{ path: "branch", message: "There is nothing on this branch." }],
    });
  }
  const listed = await remote.listFiles(tip.commit, folder);
  const below = (path: string) => (folder === "" ? path : path.slice(folder.length + 1));
  const paths = [...listed.keys()].filter((path) => isPartOfTree(below(path)));
  if (paths.length > mostFiles) throw tooMuch(`more than ${mostFiles} files`);
  const files: ImportFile[] = [];
  let characters = 0;
  for (let at = 0; at < paths.length; at += filesAtOnce) {
    const some = paths.slice(at, at + filesAtOnce);
    const texts = await remote.readFiles(tip.commit, some);
    for (const [index, path] of some.entries()) {
      const text = texts[index] ?? null;
      characters += text?.length ?? 0;
      if (characters > mostCharacters) throw tooMuch("more than 512 MB of text");
      files.push(text === null ? { path: below(path), text, problem: unreadable } : { path: below(path), text });
    }
  }
  return { commit: tip.commit, files };
}

const unreadable = "It is a link, no plain file, or larger than 16 MB.";

const tooMuch = (what: string) =>
  new DomainError("invalid", `This folder holds ${what}.`, {
    next: "Choose the folder of the export, not one above it.",
    fields: [{ path: "path", message: `It holds ${what}.` }],
  });

const busy = (cause: unknown) =>
  new DomainError("conflict", "This repository is being read or written at the moment.", {
    next: "Try again in a few seconds.",
    cause,
  });

const failed = (cause: GitFailureError) =>
  new DomainError("git", cause.failure.title, {
    next: cause.failure.remedy,
    data: { title: cause.failure.title, hostWords: cause.failure.hostWords },
    cause,
  });
