import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { figure } from "@/bench/support/figure";
import type { FillList } from "@/bench/support/list-fill";
import { startBareApp, startProduct, type WebServer } from "@/bench/support/list-servers";
import type { Figure } from "@/server/cli/bench";
import { ownSecrets } from "@/server/cli/data-dir";
import { findRunningPostgres } from "@/server/embedded/postgres";

const ROUNDS = 150;
const WARM_UP = 40;
export const workspace = "benchlist";
const owner = { name: "Ana Ruiz", email: "ana@example.com", password: "a password of the benchmark only" };

export interface Ask {
  readonly url: string;
  readonly init: RequestInit;
}

/**
 * The first page of 5,000 sources as a signed-in person gets it from a production build: the page itself, and the call that
 * fills it. The other side is a Next.js app of one route that returns the same bytes, built and run the same way.
 */
export async function run(sources = 5_000): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  const servers: WebServer[] = [];
  try {
    const product = await startProduct(dir);
    servers.push(product);
    fill(dir, sources);
    const cookie = await signIn(product.url);
    const asks = { page: page(product.url, cookie), call: call(product.url, cookie) };
    const [html, json] = [await textOf(asks.page), await textOf(asks.call)];
    if (!html.includes("Resource 0 of a large workspace")) throw new Error("The page does not show the sources.");
    const bare = await startBareApp({ page: html, call: json });
    servers.push(bare);
    return [
      ...(await compare(`list page of ${sources} sources, ${kilobytes(html)} kB`, asks.page, bare, "page")),
      ...(await compare(`list call of ${sources} sources, ${kilobytes(json)} kB`, asks.call, bare, "call")),
    ];
  } finally {
    for (const server of servers) await server.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

export const kilobytes = (text: string) => Math.round(Buffer.byteLength(text) / 1024);

export function fill(dir: string, sources: number): void {
  const input: FillList = { url: findRunningPostgres(dir) ?? "", workspace, sources, owner };
  const script = join(import.meta.dirname, "support", "list-fill.ts");
  execFileSync(process.execPath, ["--import", "tsx", script, JSON.stringify(input)], {
    env: { ...process.env, ...ownSecrets(dir), TRIBUTARY_DATA_DIR: dir },
  });
}

/** By next-auth's own door, as the sign-in page does; answers the cookies. */
export async function signIn(url: string): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await first.json()) as { csrfToken: string };
  const second = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: cookiesOf(first), origin: url },
    body: new URLSearchParams({ csrfToken, email: owner.email, password: owner.password, json: "true" }),
  });
  const cookie = [cookiesOf(first), cookiesOf(second)].join("; ");
  if (!cookie.includes("session-token")) throw new Error(`Signing in answered ${second.status}.`);
  return cookie;
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");

const page = (url: string, cookie: string): Ask => ({
  url: `${url}/${workspace}/connections/sources`,
  init: { headers: { cookie }, redirect: "manual" },
});

const call = (url: string, cookie: string): Ask => ({
  url: `${url}/api/trpc/resources.rows`,
  init: {
    method: "POST",
    headers: { cookie, origin: url, "content-type": "application/json" },
    body: JSON.stringify({ json: { workspace, kind: "source" } }),
  },
});

export async function textOf({ url, init }: Ask): Promise<string> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 300)}`);
  return text;
}

/** Asks both in turns, so that a busy machine slows both. */
export async function compare(name: string, ours: Ask, bare: WebServer, bytes: string): Promise<Figure[]> {
  const sides = [ours, { url: `${bare.url}/bytes/${bytes}`, init: {} }];
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    for (const [side, ask] of sides.entries()) {
      const begun = performance.now();
      await textOf(ask);
      if (round >= WARM_UP) times[side]?.push(performance.now() - begun);
    }
  }
  return [50, 95].map((percent) =>
    figure(`${name}, p${percent}`, "ms", at(times[0], percent), "bare Next.js route", at(times[1], percent)),
  );
}

const at = (values: readonly number[], percent: number) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length * percent) / 100)] ?? Number.NaN;
