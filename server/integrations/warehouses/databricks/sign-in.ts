import { z } from "zod";
import { fail, problemOfStatus } from "../https/failure";
import type { HttpsSession } from "../https/session";
import type { DatabricksLogin } from "./login";

const Token = z.object({ access_token: z.string().regex(/^[\x21-\x7e]+$/) });

/** The token to send: a service principal's secret is changed for one at the workspace, which lasts an hour. */
export async function signInToDatabricks(session: HttpsSession, { origin, secret }: DatabricksLogin): Promise<string> {
  if ("token" in secret) return secret.token;
  const basic = Buffer.from(`${secret.clientId}:${secret.clientSecret}`).toString("base64");
  const { status, json } = await session.ask({
    origin,
    method: "POST",
    path: "/oidc/v1/token",
    headers: {
      accept: "application/json",
      authorization: `Basic ${basic}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: "all-apis" }).toString(),
  });
  // An unknown client is called a bad request by some workspaces.
  if (status === 400) return fail("refused");
  if (status !== 200) return fail(status === 404 ? "not-found" : problemOfStatus(status));
  return Token.safeParse(json).data?.access_token ?? fail("other");
}
