import { connect } from "node:net";
import { type GuardResult, guardAddress, type ResolveName } from "@/server/integrations/git/address-guard";
import { classifyGitFailure, type GitFailure } from "@/server/integrations/git/failure";
import { type HostKeyScan, type ShownHostKey, scanHostKeys } from "@/server/integrations/git/host-key-scan";
import { judgeHostKey, type KnownHost, knownHostsName, parseKnownHosts } from "@/server/integrations/git/host-keys";
import type { GitHost } from "@/server/integrations/git/hosts";
import type { RepositoryUrl } from "@/server/integrations/git/repository-url";
import { probeTls } from "@/server/integrations/git/tls-probe";
import { failedWith, type Outcome, ok } from "@/server/integrations/git/verify-step";

export type Target = { url: RepositoryUrl; host: GitHost; port: number };

export function targetOf(url: RepositoryUrl, host: GitHost): Target {
  return { url, host, port: url.port ?? (url.protocol === "ssh" ? 22 : 443) };
}

/** Resolves the host behind the guard; the addresses are the only ones used afterwards. */
export async function resolveTarget(
  target: Target,
  resolve: ResolveName | undefined,
): Promise<{ outcome: Outcome; addresses: readonly string[] }> {
  const options = { allowPrivate: target.host.allowPrivate, ...(resolve ? { resolve } : {}) };
  const result: GuardResult = await guardAddress(target.url.host, options);
  if (result.ok) return { outcome: ok(result.addresses.slice(0, 4).join(", ")), addresses: result.addresses };
  const { message, remedy, code } = result.problem;
  const failure = code === "not-found" ? classifyGitFailure({ text: "Could not resolve host" }) : null;
  const outcome: Outcome = { status: "failed", detail: message, remedy, ...(failure ? { failure } : {}) };
  return { outcome, addresses: [] };
}

/** "" when a connection could be made, else the error's code. */
function knock(address: string, port: number, timeoutMs: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const finish = (code: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(code);
    };
    const timer = setTimeout(() => finish("ETIMEDOUT"), timeoutMs);
    socket.on("connect", () => finish(""));
    socket.on("error", (error: NodeJS.ErrnoException) => finish(error.code ?? error.message));
  });
}

/** The first address that accepts a connection (at most four are tried). */
export async function reachTarget(
  target: Target,
  addresses: readonly string[],
): Promise<{ outcome: Outcome; address: string | null }> {
  let code = "";
  for (const address of addresses.slice(0, 4)) {
    code = await knock(address, target.port, 8_000);
    if (code === "") return { outcome: ok(`Port ${target.port} answers at ${address}.`), address };
  }
  const failure = classifyGitFailure({ text: code, host: target.host.kind, transport: target.url.protocol });
  return { outcome: failedWith(failure), address: null };
}

function knownFor(target: Target, knownHosts: string): KnownHost[] {
  const name = knownHostsName(target.url.host, target.port);
  return parseKnownHosts(knownHosts).hosts.filter((entry) => entry.names.includes(name));
}

function changed(target: Target, keys: readonly ShownHostKey[]): Outcome {
  const failure = classifyGitFailure({ text: "Host key for the host has changed", host: target.host.kind });
  const verdicts = keys.map((key) => judgeHostKey(target.url.host, key.fingerprint));
  const worst = verdicts.find((verdict) => verdict.verdict === "retired" || verdict.verdict === "wrong");
  const shown = keys.map((key) => `${key.type} ${key.fingerprint}`).join(", ");
  const detail = worst && "message" in worst ? worst.message : failure.title;
  const remedy = worst && "remedy" in worst ? worst.remedy : failure.remedy;
  const words = `${detail.replace(/\.$/, "")}. It showed ${shown}.`;
  return { ...silent(failure), detail: words, remedy, shownKeys: keys };
}

/** A failure that we found ourselves: the host said nothing. */
const silent = (failure: GitFailure): Outcome => failedWith({ ...failure, hostWords: "" });

function judgeKeys(target: Target, scan: HostKeyScan, known: readonly KnownHost[]): Outcome {
  if (scan.keys.length === 0) {
    const words = /timed? ?out/i.test(scan.error) ? "kex_exchange_identification: timed out" : scan.error;
    return failedWith(classifyGitFailure({ text: words, transport: "ssh", host: target.host.kind }));
  }
  const revoked = scan.keys.some((key) =>
    known.some((entry) => entry.revoked && entry.fingerprint === key.fingerprint),
  );
  const good = known.filter((entry) => !entry.revoked);
  const matching = scan.keys.filter((key) => good.some((entry) => entry.fingerprint === key.fingerprint));
  const contradicting = scan.keys.filter(
    (key) => !matching.includes(key) && good.some((entry) => entry.type === key.type),
  );
  if (revoked || contradicting.length > 0) return changed(target, revoked ? scan.keys : contradicting);
  if (matching.length > 0) return ok(matching.map((key) => `${key.type} ${key.fingerprint}`).join(", "));
  if (good.length > 0) return changed(target, scan.keys);
  const failure = classifyGitFailure({ text: "Host key verification failed.", host: target.host.kind });
  return { ...silent(failure), shownKeys: scan.keys };
}

/** Compares what the server shows with the known_hosts lines; unknown keys come back for a person to confirm. */
export async function checkHostKey(target: Target, address: string, knownHosts: string): Promise<Outcome> {
  const scan = await scanHostKeys({ host: target.url.host, port: target.port, address });
  return judgeKeys(target, scan, knownFor(target, knownHosts));
}

export async function checkCertificate(
  target: Target,
  address: string,
  caBundle: string | undefined,
): Promise<Outcome> {
  const probe = await probeTls({ host: target.url.host, port: target.port, address, caBundle });
  if (probe.kind === "unreachable") {
    return failedWith(classifyGitFailure({ text: probe.detail, host: target.host.kind, transport: "https" }));
  }
  if (probe.fault === null) return ok(`${probe.detail}, valid until ${probe.certificate?.validTo ?? "?"}`);
  const failure = classifyGitFailure({
    text: "SSL certificate problem",
    certificate: probe.fault,
    host: target.host.kind,
  });
  const { certificate } = probe;
  const facts = certificate ? ` (${certificate.subject}; from ${certificate.validFrom} to ${certificate.validTo})` : "";
  return { ...failedWith(failure), detail: `${failure.title}${facts}` };
}
