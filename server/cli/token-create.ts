import type { Ctx } from "@/server/core/ctx";
import { createApiToken } from "@/server/domain/api-tokens/create-api-token";
import { CreateApiToken, longestLifeDays, type tokenRoles } from "@/server/domain/api-tokens/schema";
import type { Output } from "./in-workspace";

export interface TokenOptions {
  readonly name: string;
  /** `owner` or `member`. */
  readonly role: string;
  /** Days until it stops working; never without it. */
  readonly expiresDays?: string;
}

const roles: { readonly [word: string]: (typeof tokenRoles)[number] } = {
  owner: "Workspace Owner",
  member: "Workspace Member",
};

/** Creates a Public API token and prints nothing but the token, for use in scripts. */
export async function tokenCreate(ctx: Ctx, options: TokenOptions, { stdout, stderr }: Output): Promise<number> {
  if (!Object.hasOwn(roles, options.role)) {
    stderr.write("--role must be owner or member.\n");
    return 2;
  }
  const input = CreateApiToken.safeParse({
    name: options.name,
    role: roles[options.role],
    expiresInDays: options.expiresDays === undefined ? null : Number(options.expiresDays),
  });
  if (!input.success) {
    for (const { path, message } of input.error.issues) stderr.write(`${about(path.join("."), message)}\n`);
    return 2;
  }
  const { text } = await createApiToken(ctx, input.data);
  stdout.write(`${text}\n`);
  return 0;
}

const about = (field: string, message: string) =>
  field === "expiresInDays"
    ? `--expires-days must be a whole number of days from 1 to ${longestLifeDays}.`
    : `${field}: ${message}`;
