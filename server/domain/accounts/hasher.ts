import { hash, verify } from "@node-rs/argon2";

/** Makes and checks password hashes; tests pass a cheap one. */
export interface Hasher {
  hash(password: string): Promise<string>;
  verify(passwordHash: string, password: string): Promise<boolean>;
  /** A hash that no password has, made with the same costs: what an unknown e-mail is checked against. */
  readonly decoy: string;
}

/** argon2id, 32 MiB, three passes, one lane: above OWASP's least, and 20 sign-ins at once still fit in small machines. */
const costs = { memoryCost: 32_768, timeCost: 3, parallelism: 1 };

export const argon2Hasher: Hasher = {
  hash: (password) => hash(password, costs),
  verify: (passwordHash, password) => verify(passwordHash, password),
  decoy: "$argon2id$v=19$m=32768,t=3,p=1$CIwvuVgY5iJ10jaSCNXnWw$wLMyeu4Rn4Yv1HMRDx67HiUd0dZknKWS0enx/bZN3/8",
};
