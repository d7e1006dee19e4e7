import type { Hasher } from "@/server/domain/accounts/hasher";

export interface CountingHasher extends Hasher {
  /** What was asked of it, in order. */
  readonly calls: string[];
}

/** Stands for argon2 where a test is about what happens around it. */
export function plainHasher(): CountingHasher {
  const calls: string[] = [];
  return {
    calls,
    hash: async (password) => {
      calls.push("hash");
      return `plain:${password}`;
    },
    verify: async (passwordHash, password) => {
      calls.push("verify");
      return passwordHash === `plain:${password}`;
    },
    decoy: "plain",
  };
}
