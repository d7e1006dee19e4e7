import { headers } from "next/headers";
import { getServerSession, type NextAuthOptions, type Profile } from "next-auth";
import { cache } from "react";
import { type Claims, type SignInRefusal, signInProviders } from "./auth-providers";
import { DomainError } from "./core/errors";
import { database } from "./db";
import { stampRequests } from "./domain/accounts/client-address";
import { findSession, type SignedIn } from "./domain/accounts/find-session";
import { revokeSession } from "./domain/accounts/revoke-session";
import { signInWithProvider } from "./domain/accounts/sign-in-with-provider";
import { sessionSeconds, startSession } from "./domain/accounts/start-session";
import { env } from "./env";
import { log } from "./log";
import { publicUrl } from "./public-url";

declare module "next-auth" {
  interface Session {
    signedIn: SignedIn | null;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    /** Id of the session in our database, which decides whether the token still counts. */
    sid?: string;
  }
}

// Rate limits count by client address, which routes cannot see for themselves.
stampRequests(env().TRIBUTARY_TRUSTED_PROXIES);

/** Signs in whom a provider vouches for, or leads to the sign-in page with the reason why not. */
async function vouchedFor(provider: string, subject: string, profile: (Profile & Claims) | undefined) {
  const { email = null, name = null, email_verified: emailVerified = false } = profile ?? {};
  try {
    return await signInWithProvider(database().db, { provider, subject, email, name, emailVerified });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "forbidden") throw error;
    return error.data.reason === "unverified" ? "unverified" : "uninvited";
  }
}

const callbacks: NextAuthOptions["callbacks"] = {
  signIn: async ({ user, account, profile }) => {
    if (account?.type !== "oauth") return true;
    const person = await vouchedFor(account.provider, account.providerAccountId, profile);
    if (typeof person === "string") return `/sign-in?${new URLSearchParams({ error: person satisfies SignInRefusal })}`;
    // The next callback gets this very object: from here on it is the account, not the provider's person.
    user.id = person.accountId;
    return true;
  },
  jwt: async ({ token, user, account }) => {
    if (!account) return token;
    const userAgent = (await headers()).get("user-agent") ?? "";
    return { sub: user.id, sid: await startSession(database().db, { accountId: user.id, userAgent }) };
  },
  session: async ({ session, token }) => ({
    expires: session.expires,
    signedIn: token.sid ? await findSession(database().db, token.sid) : null,
  }),
};

/** Settings of next-auth: a token in a cookie that names a session of ours, which can be revoked. */
export function authOptions(): NextAuthOptions {
  const { AUTH_SECRET } = env();
  if (!AUTH_SECRET) throw new Error("AUTH_SECRET is not set: start the product with `npm start`, or set it.");
  const url = publicUrl();
  process.env.NEXTAUTH_URL = url;
  return {
    secret: AUTH_SECRET,
    providers: signInProviders(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    useSecureCookies: url.startsWith("https://"),
    pages: { signIn: "/sign-in", signOut: "/sign-out", error: "/sign-in" },
    callbacks,
    events: {
      signOut: async ({ token: { sid, sub } }) => {
        if (sid && sub) await revokeSession(database().db, { accountId: sub, sessionId: sid });
      },
    },
    logger: {
      // The second argument may hold tokens of a provider: only its words are kept.
      error: (code, detail) => log().warn({ code, reason: reasonOf(detail) }, "next-auth reports an error"),
      warn: (code) => log().debug({ code }, "next-auth warns"),
      debug: () => undefined,
    },
  };
}

function reasonOf(detail: unknown): string {
  const error = detail instanceof Error ? detail : (detail as { error?: unknown } | null)?.error;
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : "";
}

/** Who is signed in, or null; a revoked session is nobody from the next request on. Asked once per rendered page. */
export const getSignedIn = cache(async (): Promise<SignedIn | null> => {
  const session = await getServerSession(authOptions());
  return session?.signedIn ?? null;
});
