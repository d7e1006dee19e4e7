import type { Profile } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { OAuthConfig, Provider } from "next-auth/providers/index";
import { DomainError } from "./core/errors";
import { database } from "./db";
import { authenticate } from "./domain/accounts/authenticate";
import { clientAddress } from "./domain/accounts/client-address";
import { SignIn } from "./domain/accounts/schema";
import { env } from "./env";

/** Reasons that the sign-in page has words for. */
export type SignInRefusal = "wrong" | "uninvited" | "unverified" | `wait-until ${string}`;

/** A provider's claims, where next-auth's own type leaves them out. */
export interface Claims extends Profile {
  readonly email_verified?: boolean;
}

function password(): Provider {
  return CredentialsProvider({
    id: "credentials",
    credentials: { email: {}, password: {} },
    authorize: async (given, request) => {
      const input = SignIn.safeParse(given);
      if (!input.success) throw refusal("wrong");
      const address = clientAddress(request.headers ?? {});
      try {
        const { accountId, email, name } = await authenticate(database().db, input.data, { address });
        return { id: accountId, email, name };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        throw refusal(error.code === "rate-limited" ? `wait-until ${error.data.retryAt}` : "wrong", error);
      }
    },
  });
}

/** next-auth hands only the message on, in the address of the sign-in page. */
const refusal = (reason: SignInRefusal, cause?: unknown) => new Error(reason, { cause });

interface GitHubEmail {
  readonly email: string;
  readonly primary: boolean;
  readonly verified: boolean;
}

/** GitHub's profile shows any e-mail or none; its list of e-mails says which one is verified. */
async function githubClaims(accessToken: string, profile: Claims): Promise<Claims> {
  const response = await fetch("https://api.github.com/user/emails", {
    headers: { accept: "application/vnd.github+json", authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(10_000),
  });
  const emails = response.ok ? ((await response.json()) as GitHubEmail[]) : [];
  const chosen = emails.find((each) => each.primary && each.verified);
  return { ...profile, email: chosen?.email, email_verified: chosen !== undefined };
}

function github(clientId: string, clientSecret: string): Provider {
  return GitHubProvider({
    clientId,
    clientSecret,
    userinfo: {
      request: async ({ client, tokens }) => {
        const token = tokens.access_token ?? "";
        return githubClaims(token, await client.userinfo(token));
      },
    },
  });
}

function oidc(name: string, issuer: string, clientId: string, clientSecret: string): OAuthConfig<Claims> {
  return {
    id: "oidc",
    name,
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    clientId,
    clientSecret,
    profile: (claims) => ({ id: claims.sub ?? "", name: claims.name ?? null, email: claims.email ?? null }),
  };
}

/** The ways to sign in that are configured; e-mail and password always is. */
export function signInProviders(): Provider[] {
  const set = env();
  const list: Provider[] = [password()];
  if (set.GITHUB_ID && set.GITHUB_SECRET) list.push(github(set.GITHUB_ID, set.GITHUB_SECRET));
  if (set.GOOGLE_ID && set.GOOGLE_SECRET)
    list.push(GoogleProvider({ clientId: set.GOOGLE_ID, clientSecret: set.GOOGLE_SECRET }));
  if (set.OIDC_ISSUER && set.OIDC_ID && set.OIDC_SECRET)
    list.push(oidc(set.OIDC_NAME, set.OIDC_ISSUER, set.OIDC_ID, set.OIDC_SECRET));
  return list;
}

/** The other services one can sign in with, for the buttons of the pages. */
export const otherServices = (): { id: string; name: string }[] =>
  signInProviders().flatMap(({ id, name, type }) => (type === "oauth" ? [{ id, name }] : []));
