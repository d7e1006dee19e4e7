import { z } from "zod";
import { fail, problemOfStatus } from "../https/failure";
import { signJwt } from "../https/jwt";
import type { HttpsSession } from "../https/session";
import type { BigQueryLogin } from "./login";

const signInOrigin = "https://oauth2.googleapis.com";
const scope = "https://www.googleapis.com/auth/bigquery.readonly";
const lifeSeconds = 3_600;

const Token = z.object({ access_token: z.string().regex(/^[\x21-\x7e]+$/) });

/** Signs in as a service account: a claim that its key signed is changed for a token that may read, for an hour. */
export async function signInToGoogle(
  session: HttpsSession,
  { email, key, keyId }: BigQueryLogin,
  nowMs = Date.now(),
): Promise<string> {
  const iat = Math.floor(nowMs / 1000);
  const claims = { iss: email, scope, aud: `${signInOrigin}/token`, iat, exp: iat + lifeSeconds };
  const grant = {
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: signJwt(key, claims, keyId ? { kid: keyId } : {}),
  };
  const { status, json } = await session.ask({
    origin: signInOrigin,
    method: "POST",
    path: "/token",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(grant).toString(),
  });
  // A key that was deleted or an account that is gone is called a bad request here.
  if (status === 400) return fail("refused");
  if (status !== 200) return fail(problemOfStatus(status));
  return Token.safeParse(json).data?.access_token ?? fail("other");
}
