import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";

export type ResolveName = (name: string) => Promise<readonly { address: string; family: number }[]>;

export type GuardProblem = {
  code: "not-found" | "not-public" | "too-slow";
  message: string;
  remedy: string;
};

/** `addresses` passed the guard: connect to these and to no second look-up's answer. IPv4 first. */
export type GuardResult = { ok: true; addresses: readonly string[] } | { ok: false; problem: GuardProblem };

const systemResolver: ResolveName = (name) => lookup(name, { all: true });

/** Tells whether an address is one of the public internet; anything that cannot be read is not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast") return false;
  // 64:ff9b::/96 and the like carry an IPv4 address inside, which a gateway would unpack behind our back.
  return !(parsed instanceof ipaddr.IPv6 && parsed.parts[0] === 0x64 && parsed.parts[1] === 0xff9b);
}

const notFound: GuardProblem = {
  code: "not-found",
  message: "The host's name has no address.",
  remedy: "Check the name for typing mistakes, and this server's DNS.",
};

const notPublic: GuardProblem = {
  code: "not-public",
  message: "The host's name leads to an address inside a private network, or to this machine.",
  remedy: "Ask the operator to declare this host as one that may be private (allowPrivate).",
};

function deadline(ms: number): { promise: Promise<null>; clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return { promise, clear: () => clearTimeout(timer) };
}

/**
 * Resolves a host and lets it pass only when all its addresses are public (or the operator allowed private ones). One
 * private address among public ones is refused too: which one is used is not ours to choose later.
 */
export async function guardAddress(
  host: string,
  options: { allowPrivate: boolean; resolve?: ResolveName; timeoutMs?: number },
): Promise<GuardResult> {
  const literal = ipaddr.isValid(host) ? host : null;
  const limit = deadline(options.timeoutMs ?? 10_000);
  try {
    const answer = literal
      ? [{ address: literal, family: literal.includes(":") ? 6 : 4 }]
      : await Promise.race([(options.resolve ?? systemResolver)(host).catch(() => []), limit.promise]);
    if (answer === null) {
      const message = "The host's name was not resolved in time.";
      return { ok: false, problem: { code: "too-slow", message, remedy: notFound.remedy } };
    }
    if (answer.length === 0) return { ok: false, problem: notFound };
    const addresses = answer.toSorted((a, b) => a.family - b.family).map((entry) => entry.address);
    const allowed = options.allowPrivate ? addresses.every(isUsable) : addresses.every(isPublicAddress);
    return allowed ? { ok: true, addresses } : { ok: false, problem: notPublic };
  } finally {
    limit.clear();
  }
}

/** Where private hosts are allowed, the cloud's metadata service and broadcast still are not. */
function isUsable(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const range = ipaddr.process(address).range();
  return !["linkLocal", "unspecified", "broadcast", "multicast", "reserved"].includes(range) && !isMetadata(address);
}

function isMetadata(address: string): boolean {
  return ["fd00:ec2::254", "fd20:ce::254", "100.100.100.200"].some(
    (known) => ipaddr.process(known).toNormalizedString() === ipaddr.process(address).toNormalizedString(),
  );
}
