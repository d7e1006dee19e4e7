export interface SnowflakeAccount {
  /** Where its API answers. */
  readonly origin: string;
  /** As tokens name it: in capitals, without region and cloud. */
  readonly name: string;
}

const label = "[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?";
const identifier = new RegExp(`^${label}(?:\\.${label}){0,4}$`);
const services = [".snowflakecomputing.com", ".snowflakecomputing.cn"] as const;

/**
 * Reads an account identifier (`org-name`, or `locator.region.cloud`), also as part of the account's address. The host
 * is always one of Snowflake's own; null for what names no account.
 */
export function readAccount(given: string): SnowflakeAccount | null {
  const host = given
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, "")
    .replace(/\/$/, "");
  const named = services.find((service) => host.endsWith(service));
  const account = named ? host.slice(0, -named.length) : host;
  if (account.length > 200 || !identifier.test(account)) return null;
  const service = named ?? (/\.cn-/.test(account) ? services[1] : services[0]);
  // Names of hosts have no underscores; the service answers to hyphens in their place.
  return { origin: `https://${account.replaceAll("_", "-")}${service}`, name: nameOf(account) };
}

/** Accounts that are copied between regions have the suffix `.global`, and a number after a hyphen. */
function nameOf(account: string): string {
  const [first = ""] = account.split(".");
  const bare = account.endsWith(".global") ? first.replace(/-[^-]*$/, "") : first;
  return bare.toUpperCase();
}
