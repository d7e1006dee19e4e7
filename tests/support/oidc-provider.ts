import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { makeAuthority } from "./tls";

export interface OidcPerson {
  readonly sub: string;
  readonly email: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

export interface OidcProvider {
  readonly issuer: string;
  /** PEM of the authority that its certificate is from. */
  readonly ca: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who is signed in there: whoever is sent to it comes back as this person, without a page in between. */
  person: OidcPerson;
  close(): Promise<void>;
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** An OpenID Connect provider over HTTPS: code flow with PKCE, ID tokens signed with RS256. It refuses what does not fit. */
export async function startOidcProvider(): Promise<OidcProvider> {
  const authority = makeAuthority();
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const [clientId, clientSecret] = ["tributary", "a secret: with / signs"];
  const asked = new Map<string, URLSearchParams>();
  const idToken = (code: URLSearchParams) => {
    const seconds = Math.floor(Date.now() / 1000);
    const times = { iat: seconds, exp: seconds + 300 };
    const claims = { iss: provider.issuer, aud: clientId, ...times, nonce: code.get("nonce"), ...provider.person };
    const body = `${base64url({ alg: "RS256", kid: "k1" })}.${base64url(claims)}`;
    return `${body}.${sign("sha256", Buffer.from(body), privateKey).toString("base64url")}`;
  };
  const authorize = (query: URLSearchParams): string => {
    const code = randomUUID();
    asked.set(code, query);
    const state = query.get("state") ?? "";
    return `${query.get("redirect_uri")}?${new URLSearchParams({ code, state })}`;
  };
  const redeem = (form: URLSearchParams, authorization: string): object | null => {
    const code = asked.get(form.get("code") ?? "");
    asked.delete(form.get("code") ?? "");
    const [, basic = ""] = authorization.split(" ");
    const secret = decodeURIComponent(Buffer.from(basic, "base64").toString().replaceAll("+", " "));
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const fits = code?.get("code_challenge") === challenge && secret === `${clientId}:${clientSecret}`;
    return code && fits ? { access_token: "none", token_type: "Bearer", id_token: idToken(code) } : null;
  };
  const server = createServer(authority.issue({ names: ["127.0.0.1"] }), async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", provider.issuer);
    const answer = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (pathname === "/authorize") return response.writeHead(302, { location: authorize(searchParams) }).end();
    if (pathname === "/keys") return answer(200, { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k1" }] });
    if (pathname === "/.well-known/openid-configuration") return answer(200, metadataOf(provider.issuer));
    const form = new URLSearchParams(await text(request));
    const tokens = pathname === "/token" ? redeem(form, request.headers.authorization ?? "") : null;
    return tokens ? answer(200, tokens) : answer(400, { error: "invalid_grant" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const provider: OidcProvider = {
    ...{ issuer, ca: authority.ca, clientId, clientSecret, close },
    person: { sub: "0", email: "nobody@example.com" },
  };
  return provider;
}

const metadataOf = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
});
