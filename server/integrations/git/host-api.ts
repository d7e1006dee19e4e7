/** The part of `fetch` that the hosts' clients use; given by the caller, so that proxies, pinning and tests fit in. */
export type ApiFetch = (
  url: string,
  init: { method: "GET"; headers: Record<string, string>; redirect: "manual"; signal: AbortSignal },
) => Promise<Pick<Response, "status" | "headers" | "body">>;

/** An answer of a host's API. `status` 0: none came (`error` says why). `json` is undefined for anything that is not JSON. */
export type ApiAnswer = { status: number; json: unknown; next: string | null; error: string };

export type ApiClient = {
  /** API root without a trailing slash. */
  baseUrl: string;
  headers: Record<string, string>;
  fetch: ApiFetch;
  timeoutMs?: number;
};

const maxBytes = 2_000_000;
const maxHops = 3;

async function readBounded(body: ReadableStream<Uint8Array> | null): Promise<string | null> {
  if (body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString("utf8");
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}

function parse(text: string | null): unknown {
  try {
    return text === null || text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The place of a Link header's rel="next"; only when it stays at the same origin, since the token goes along. */
function nextPage(link: string | null, from: string): string | null {
  const target = /<([^>]{1,2000})>; *rel="next"/.exec(link ?? "")?.[1];
  return target !== undefined && sameOrigin(target, from) ? target : null;
}

export function sameOrigin(target: string, from: string): boolean {
  return URL.canParse(target, from) && new URL(target, from).origin === new URL(from).origin;
}

/**
 * Asks a host's API. Never throws and never takes the credential to another origin: a redirect elsewhere is the answer.
 * `path` begins with a slash, or is a next page's whole address at the same origin.
 */
export async function getJson(client: ApiClient, path: string): Promise<ApiAnswer> {
  let url = path.startsWith("/") ? `${client.baseUrl}${path}` : path;
  if (!sameOrigin(url, client.baseUrl)) return { status: 0, json: undefined, next: null, error: "another origin" };
  const signal = AbortSignal.timeout(client.timeoutMs ?? 10_000);
  try {
    for (let hop = 0; hop <= maxHops; hop++) {
      const init = { method: "GET", headers: client.headers, redirect: "manual", signal } as const;
      const response = await client.fetch(url, init);
      const location = response.headers.get("location");
      if (response.status >= 300 && response.status < 400 && location !== null && sameOrigin(location, url)) {
        await response.body?.cancel();
        url = new URL(location, url).href;
        continue;
      }
      const json = parse(await readBounded(response.body));
      return { status: response.status, json, next: nextPage(response.headers.get("link"), url), error: "" };
    }
    return { status: 0, json: undefined, next: null, error: "too many redirects" };
  } catch (error) {
    // Only the kind of the error: messages of HTTP clients may hold the request.
    return { status: 0, json: undefined, next: null, error: error instanceof Error ? error.name : "Error" };
  }
}

/** The kind of an answer without its content; null when none came or it was no success. */
export async function getContentType(client: ApiClient, path: string): Promise<string | null> {
  const signal = AbortSignal.timeout(client.timeoutMs ?? 10_000);
  try {
    const init = { method: "GET", headers: client.headers, redirect: "manual", signal } as const;
    const response = await client.fetch(`${client.baseUrl}${path}`, init);
    await response.body?.cancel();
    return response.status === 200 ? (response.headers.get("content-type") ?? "") : null;
  } catch {
    return null;
  }
}
