import { readFile } from "node:fs/promises";
import type { CheckResult } from "@/server/domain/git-connections/ports";
import type { GitFailure, RemoteTarget } from "@/server/domain/git-sync/ports";
import { env } from "@/server/env";
import { gitHosts, knownHostsFor, requireHost } from "./access";
import { openApiFetch } from "./api-fetch";
import { hasKnownKeys } from "./confirmed-host-keys";
import type { GitFailure as ClassifiedFailure } from "./failure";
import { parseRepositoryUrl } from "./repository-url";
import { parseCommitter } from "./sync-git";
import { verifyCommands } from "./verify-commands";
import { verifyConnection } from "./verify-connection";
import type { VerifyStep } from "./verify-step";

/** Tries a stored connection against a repository, with real git and the host's API. */
export async function* verifyTarget(target: RemoteTarget, purpose: "read" | "write"): AsyncGenerator<CheckResult> {
  const host = requireHost(target.service);
  const parsed = parseRepositoryUrl(target.url, { hosts: gitHosts() });
  if (!parsed.ok) throw new Error("A stored repository address is not readable any more.");
  const caBundle = host.caBundlePath ? await readFile(host.caBundlePath, "utf8") : undefined;
  const knownHosts = await knownHostsFor(host, target.confirmedHostKeys);
  const api = openApiFetch({ allowPrivate: host.allowPrivate, caBundle });
  const credential =
    target.method === "token"
      ? ({ kind: "token", username: target.username ?? "git", token: target.secret } as const)
      : ({ kind: "ssh-key", privateKey: target.secret } as const);
  const steps = verifyConnection({
    url: parsed.url,
    host,
    branch: target.branch,
    token: target.method === "token" ? target.secret : null,
    knownHosts,
    caBundle,
    writeSkipped: purpose === "read" ? "reading is all that is asked of this connection" : null,
    git: (addresses) =>
      verifyCommands({
        credential,
        remote: target.url,
        knownHosts,
        addresses,
        kind: host.kind,
        committer: parseCommitter(env().TRIBUTARY_COMMITTER),
        fetch: parsed.url.protocol === "https" ? api.fetch : null,
        ...(caBundle ? { caBundle } : {}),
      }),
    fetch: host.apiUrl === null ? null : api.fetch,
  });
  try {
    for await (const step of steps) yield shownStep(hasKnownKeys(host) ? { ...step, shownKeys: [] } : step);
  } finally {
    await api.close();
  }
}

const shownStep = ({ step, status, ms, detail, remedy, failure, shownKeys }: VerifyStep): CheckResult => ({
  step,
  status,
  ms,
  detail,
  remedy,
  failure: failure ? plainFailure(failure) : null,
  shownKeys: shownKeys ?? [],
});

const plainFailure = (failure: ClassifiedFailure): GitFailure => ({
  class: failure.class,
  title: failure.title,
  remedy: failure.remedy,
  retriable: failure.retriable,
  hostWords: failure.hostWords,
  accessLost: failure.accessLost,
});
