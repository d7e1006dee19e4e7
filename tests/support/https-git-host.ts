import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { childEnvironment } from "@/server/child-environment";
import { bareRepository } from "@/tests/support/plain-git";
import { makeTempDir, removeDir } from "@/tests/support/temp-dir";
import { makeAuthority, type ServerNames, type TestAuthority } from "@/tests/support/tls";

export type TokenScope = "read" | "write";

/** Ways in which the host misbehaves; change them at any time. */
export type HttpsFaults = {
  /** Every request is sent on to this origin (`https://host:port`), path kept. */
  redirectTo: string | null;
  /** Every request is answered so. */
  answer: { status: number; text: string; type?: string } | null;
  delayMs: number;
  /** Called with each request before it is judged: what it changes holds for that request already. */
  onRequest: ((request: { method: string; url: string }) => void) | null;
};

export type HttpsGitHost = {
  url: string;
  origin: string;
  port: number;
  /** PEM of the authority that signed this host's certificate. */
  ca: string;
  repositoryDir: string;
  /** token → what it may do; the user name is not looked at, as on GitHub. */
  tokens: Map<string, TokenScope>;
  faults: HttpsFaults;
  /** What clients sent, in order: to see who was given a token. */
  requests: { method: string; url: string; authorization: string | null }[];
  close(): Promise<void>;
};

export type HttpsHostOptions = { authority?: TestAuthority; certificate?: ServerNames; host?: string };

/** A Git host over HTTPS with one bare repository `/acme/shop.git`, its own authority and knobs to break it. */
export async function startHttpsGitHost(options: HttpsHostOptions = {}): Promise<HttpsGitHost> {
  const dir = await makeTempDir();
  const repositoryDir = bareRepository(dir, "shop.git");
  const authority = options.authority ?? makeAuthority();
  const names = options.certificate ?? { names: ["localhost", "127.0.0.1"] };
  const host: Pick<HttpsGitHost, "tokens" | "faults" | "requests"> = {
    tokens: new Map(),
    faults: { redirectTo: null, answer: null, delayMs: 0, onRequest: null },
    requests: [],
  };
  const server = createServer(authority.issue(names), (request, response) => {
    answer(host, dir, request, response).catch((error: Error) => response.destroy(error));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const origin = `https://${options.host ?? "localhost"}:${port}`;
  return {
    ...host,
    url: `${origin}/acme/shop.git`,
    origin,
    port,
    ca: authority.ca,
    repositoryDir,
    async close() {
      await closeServer(server);
      await removeDir(dir);
    },
  };
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

async function answer(
  host: Pick<HttpsGitHost, "tokens" | "faults" | "requests">,
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? "/";
  const method = request.method ?? "";
  host.faults.onRequest?.({ method, url });
  host.requests.push({ method, url, authorization: request.headers.authorization ?? null });
  if (host.faults.delayMs > 0) await sleep(host.faults.delayMs);
  if (host.faults.redirectTo) return reply(response, 302, "", { location: host.faults.redirectTo + url });
  if (host.faults.answer) {
    const { status, text, type } = host.faults.answer;
    return reply(response, status, text, { "content-type": type ?? "text/plain" });
  }
  const scope = host.tokens.get(tokenOf(request.headers.authorization));
  if (!scope) return reply(response, 401, "Invalid username or token.\n", { "www-authenticate": 'Basic realm="Git"' });
  const writes = /git-receive-pack/.test(url);
  if (writes && scope !== "write") return reply(response, 403, "Write access to repository not granted.\n");
  if (!url.startsWith("/acme/shop.git/")) return reply(response, 404, "Repository not found.\n");
  runBackend(root, url.slice("/acme".length), request, response);
}

function tokenOf(authorization: string | undefined): string {
  const basic = /^Basic (.+)$/.exec(authorization ?? "")?.[1] ?? "";
  const text = Buffer.from(basic, "base64").toString("utf8");
  return text.slice(text.indexOf(":") + 1);
}

function reply(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "text/plain", ...headers });
  response.end(text);
}

let backendPath: string | undefined;

/** `git http-backend` speaks CGI: request in the environment, headers before the first empty line of its output. */
function runBackend(root: string, url: string, request: IncomingMessage, response: ServerResponse): void {
  backendPath ??= `${execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim()}/git-http-backend`;
  const [path = "", query = ""] = url.split("?");
  const backend = spawn(backendPath, {
    env: childEnvironment({
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "safe.directory",
      GIT_CONFIG_VALUE_0: "*",
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      CONTENT_LENGTH: request.headers["content-length"],
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REMOTE_USER: "tester",
      REMOTE_ADDR: "127.0.0.1",
    }),
    stdio: ["pipe", "pipe", "inherit"],
  });
  request.pipe(backend.stdin);
  backend.stdin.on("error", () => {});
  passOn(backend.stdout, response);
}

function passOn(output: NodeJS.ReadableStream, response: ServerResponse): void {
  let head: Buffer | null = Buffer.alloc(0);
  output.on("data", (chunk: Buffer) => {
    if (head === null) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return;
    const headers = head
      .subarray(0, end)
      .toString("latin1")
      .split("\r\n")
      .map((line) => line.split(": "));
    const status = headers.find(([name]) => name === "Status")?.[1] ?? "200";
    for (const [name = "", value = ""] of headers) if (name !== "Status") response.setHeader(name, value);
    response.writeHead(Number.parseInt(status, 10));
    response.write(head.subarray(end + 4));
    head = null;
  });
  output.on("end", () => response.end());
}
