import type { GitGateway, GitServiceInfo } from "@/server/domain/git-connections/ports";
import { gitHosts, requireHost } from "./access";
import { guardAddress } from "./address-guard";
import { findHostKeysProblem, hasKnownKeys } from "./confirmed-host-keys";
import { scanHostKeys } from "./host-key-scan";
import type { GitHost } from "./hosts";
import { findBranchNameProblem } from "./ref-name";
import { displayRepository, repositoryKey } from "./repository-identity";
import { parseRepositoryUrl } from "./repository-url";
import { generateEd25519, inspectPrivateKey } from "./ssh-key";
import { adviseOnToken } from "./token-advice";
import { defaultUserName, recogniseToken } from "./token-kind";
import { verifyTarget } from "./verify-target";

const describeHost = (host: GitHost): GitServiceInfo => ({
  service: host.host,
  kind: host.kind,
  label: host.label,
  operatorOwned: host.operatorOwned,
  ssh: host.ssh !== null,
  https: host.https !== null,
  hostKeysKnown: hasKnownKeys(host),
});

/** What Git connections need of Git hosts, over the real thing. */
export function createGitGateway(): GitGateway {
  return {
    services: () => gitHosts().map(describeHost),
    checkUrl: (text, { service, method }) => {
      const hosts = [requireHost(service)];
      const parsed = parseRepositoryUrl(text, { hosts, wanted: method === "token" ? "https" : "ssh" });
      if (parsed.ok) {
        const { url } = parsed;
        return {
          ok: true,
          value: { url: url.remote, key: repositoryKey(url, gitHosts()), display: displayRepository(url, gitHosts()) },
        };
      }
      const { message, remedy, suggestion } = parsed.problem;
      return { ok: false, problem: { message, remedy, ...(suggestion ? { correction: suggestion } : {}) } };
    },
    findBranchProblem: findBranchNameProblem,
    generateKey: (comment) => generateEd25519({ comment }),
    inspectKey: (text) => {
      const found = inspectPrivateKey(text);
      return found.ok
        ? { ok: true, key: found.key, repairs: found.key.repairs }
        : { ok: false, problem: found.problem };
    },
    adviseOnToken: ({ service, ...question }) => adviseOnToken({ ...question, host: requireHost(service).kind }),
    defaultUsername: (service, token) => defaultUserName(recogniseToken(token).kind, requireHost(service).kind),
    findHostKeysProblem: (service, lines) => findHostKeysProblem(requireHost(service), lines),
    scanHostKeys: async (service) => {
      const host = requireHost(service);
      const guarded = await guardAddress(host.host, { allowPrivate: host.allowPrivate });
      const [address] = guarded.ok ? guarded.addresses : [];
      if (!address) return [];
      const { keys } = await scanHostKeys({ host: host.host, port: host.ssh?.port ?? 22, address });
      return keys;
    },
    verify: verifyTarget,
  };
}
