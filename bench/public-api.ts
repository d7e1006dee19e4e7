import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ask, compare, fill, kilobytes, textOf, workspace } from "@/bench/list-sources";
import { startBareApp, startProduct, type WebServer } from "@/bench/support/list-servers";
import type { Figure } from "@/server/cli/bench";
import { root } from "@/server/cli/runtime";

/**
 * A list of 200 sources and one source through the Public API of a production build. The other side is a Next.js app of
 * one route that returns the same bytes, built and run the same way.
 */
export async function run(sources = 1_000): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  const servers: WebServer[] = [];
  try {
    const product = await startProduct(dir);
    servers.push(product);
    fill(dir, sources);
    const headers = { authorization: `Bearer ${tokenOf(dir)}` };
    const ask = (path: string): Ask => ({ url: `${product.url}/api/public${path}`, init: { headers } });
    const list = ask("/sources?pagination[count]=200");
    const listed = await textOf(list);
    const { data } = JSON.parse(listed) as { data: { sources: { id: string }[] } };
    const one = ask(`/sources/${data.sources[0]?.id}`);
    const shown = await textOf(one);
    const bare = await startBareApp({ list: listed, one: shown });
    servers.push(bare);
    return [
      ...(await compare(`API list of 200 sources, ${kilobytes(listed)} kB`, list, bare, "list")),
      ...(await compare(`API one source, ${kilobytes(shown)} kB`, one, bare, "one")),
    ];
  } finally {
    for (const server of servers) await server.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

function tokenOf(dir: string): string {
  const args = ["server/cli/tributary.mjs", "token", "create", "--workspace", workspace, "--name", "bench"];
  const env = { ...process.env, TRIBUTARY_DATA_DIR: dir };
  return execFileSync(process.execPath, args, { cwd: root, env, encoding: "utf8" }).trim();
}
