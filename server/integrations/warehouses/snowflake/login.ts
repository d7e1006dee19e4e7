import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { text } from "@/server/core/kinds/values";
import type { WarehouseSettings } from "@/server/domain/warehouses/ports";
import { scalar } from "@/server/domain/warehouses/read-login";
import { fail } from "../https/failure";
import { readRsaKey, signJwt } from "../https/jwt";
import { readAccount, type SnowflakeAccount } from "./account";

export interface SnowflakeLogin {
  readonly account: SnowflakeAccount;
  readonly user: string;
  readonly secret: { readonly key: KeyObject } | { readonly token: string };
  /** As Snowflake keeps its name, like the warehouse. */
  readonly database: string;
  readonly warehouse: string;
}

/** Reads a source's or warehouse's settings. A private key or a token may stand where the form asks for a password. */
export function readSnowflakeLogin(settings: WarehouseSettings): SnowflakeLogin {
  const [account, user] = [scalar(settings.account), scalar(settings.username)];
  const given = (text(settings["private-key"]) || text(settings.password)).trim();
  if (!account || !user || !given) return fail("settings-missing");
  const known = readAccount(account) ?? fail("settings-unfit");
  return {
    account: known,
    user,
    secret: readSecret(given),
    database: foldIdentifier(scalar(settings.database)),
    warehouse: foldIdentifier(scalar(settings.warehouse)),
  };
}

function readSecret(given: string): SnowflakeLogin["secret"] {
  if (given.includes("-----BEGIN")) return { key: readRsaKey(given) ?? fail("settings-unfit") };
  // Nothing else can stand in a header, so it is no token.
  return /^[\x21-\x7e]+$/.test(given) ? { token: given } : fail("password-not-taken");
}

/** A name as Snowflake keeps it: in capitals unless it is quoted. */
export function foldIdentifier(name: string): string {
  const quoted = /^"((?:[^"]|"")*)"$/.exec(name)?.[1];
  return quoted === undefined ? name.toUpperCase() : quoted.replaceAll('""', '"');
}

const lifeSeconds = 59 * 60;

/** The headers of one sign-in. Snowflake tells the kinds of tokens that it made itself apart. */
export function signInHeaders({ account, user, secret }: SnowflakeLogin, nowMs = Date.now()): Record<string, string> {
  if ("token" in secret) return { authorization: `Bearer ${secret.token}` };
  const subject = `${account.name}.${user.toUpperCase()}`;
  const publicKey = createPublicKey(secret.key).export({ type: "spki", format: "der" });
  const fingerprint = createHash("sha256").update(publicKey).digest("base64");
  const iat = Math.floor(nowMs / 1000);
  const claims = { iss: `${subject}.SHA256:${fingerprint}`, sub: subject, iat, exp: iat + lifeSeconds };
  return {
    authorization: `Bearer ${signJwt(secret.key, claims)}`,
    "x-snowflake-authorization-token-type": "KEYPAIR_JWT",
  };
}

/** Tokens of every kind are three parts with points between; what is not was a password. */
export const seemsPassword = ({ secret }: SnowflakeLogin): boolean =>
  "token" in secret && !/^[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}$/.test(secret.token);
