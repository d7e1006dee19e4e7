import { join } from "node:path";
import type { CommitIdentity } from "@/server/integrations/git/commit-identity";
import type { FileChange, NewCommit } from "@/server/integrations/git/fast-import";
import type { GitSessionOptions } from "@/server/integrations/git/session";
import type { HttpsGitHost } from "@/tests/support/https-git-host";
import type { SshGitHost } from "@/tests/support/ssh-git-host";

const AT = new Date("2026-03-01T10:00:00Z");
export const PRODUCT: CommitIdentity = { name: "Tributary", email: "tributary@example.com", date: AT };
export const ANA: CommitIdentity = { name: "Ana Ruiz", email: "ana@example.com", date: AT };

/** A commit by Ana through the product. */
export function commitOf(files: Iterable<FileChange>, message = "Source 'web' modified by ana@example.com"): NewCommit {
  return { files, message, author: ANA, committer: PRODUCT };
}

/** `count` small resource files over 12 directories. */
export function* resourceFiles(count: number): Generator<{ path: string; content: string }> {
  for (let i = 0; i < count; i += 1) {
    const id = `id_${(i * 2_654_435_761) % 4_294_967_296}`;
    yield { path: join(`kind-${i % 12}`, `${id}.tf`), content: resourceText(id, `Source ${i}`) };
  }
}

export function resourceText(id: string, name: string): string {
  return `resource "segment_source" "${id}" {\n  enabled = true\n  name    = "${name}"\n  slug    = "${id}"\n}\n`;
}

export function sshSession(host: SshGitHost): GitSessionOptions {
  return {
    remote: host.url,
    credential: { kind: "ssh-key", privateKey: host.privateKey },
    knownHosts: host.hostKeyLine,
  };
}

export function httpsSession(host: HttpsGitHost, token: string): GitSessionOptions {
  return { remote: host.url, credential: { kind: "token", username: "x-token", token }, caBundle: host.ca };
}

export function pathSession(remote: string): GitSessionOptions {
  return { remote, credential: { kind: "local-path" } };
}
