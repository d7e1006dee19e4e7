import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fill, workspace as slug } from "@/bench/list-sources";
import { figure, median } from "@/bench/support/figure";
import { startProduct } from "@/bench/support/list-servers";
import { processTimeMs } from "@/bench/support/process-time";
import { startReplayServer } from "@/bench/support/replay-server";
import { terraformWorkspace, writeTree } from "@/bench/support/terraform-data";
import type { WriteHcl } from "@/bench/support/terraform-write";
import type { Figure } from "@/server/cli/bench";
import { ownSecrets } from "@/server/cli/data-dir";
import { root } from "@/server/cli/runtime";

/**
 * The real provider against a production build: how much of `terraform plan` of an exported workspace is our work, and how
 * long we take to write its HCL beside Terraform's own generator. Skipped, with a word, where there is no provider.
 */
export async function run(resources = 1_000): Promise<Figure[]> {
  const { SEGMENT_PROVIDER_DIR: provider = "", TERRAFORM: terraform = "" } = process.env;
  if (!existsSync(join(provider, "terraform-provider-segment")) || !existsSync(terraform)) {
    process.stderr.write("terraform: skipped. Set SEGMENT_PROVIDER_DIR (a folder with the provider) and TERRAFORM.\n");
    return [];
  }
  const dir = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  const product = await startProduct(dir);
  const replay = await startReplayServer(product.url);
  try {
    fill(dir, 0);
    const cli = commandLine(dir);
    writeTree(join(dir, "tree"), terraformWorkspace(resources));
    cli("import", slug, join(dir, "tree"), "--yes");
    cli("export", slug, join(dir, "exported"));
    const token = cli("token", "create", "--workspace", slug, "--name", "bench").trim();
    const tf = (name: string, url: string) => {
      const settings = { PUBLIC_API_URL: `${url}/api/public`, PUBLIC_API_TOKEN: token };
      return terraformFolder(join(dir, name), { terraform, provider, settings });
    };
    const written = files(join(dir, "exported"));
    // The workspace's owner is one of them.
    const all = written.length;
    const says = `${all} to import, 0 to add, 0 to change, 0 to destroy`;
    // The first plan warms the product up, and is where the same answers come from afterwards without any work.
    await tf("first", replay.url)(written, ["plan"], says);
    replay.replay();
    const before = processTimeMs(product.pid);
    const plan = await tf("plan", product.url)(written, ["plan"], says);
    const ours = processTimeMs(product.pid) - before;
    const without = await tf("replayed", replay.url)(written, ["plan"], says);
    const imports = written.map((text) => text.slice(0, text.indexOf("\n\n")));
    const generated = await tf("generate", product.url)(
      imports,
      ["plan", "-generate-config-out=written.tf"],
      `${all} to import`,
    );
    const writing = median(writeAgain(dir));
    return [
      figure(`terraform: a plan of ${all} resources`, "ms", plan, "with answers kept from before", without),
      figure(`terraform: our processor time in it`, "ms", ours, "both processors' time", plan * availableParallelism()),
      figure(`terraform: HCL of ${all} resources`, "ms", writing, "-generate-config-out", generated),
    ];
  } finally {
    await replay.stop();
    await product.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

const own = (dir: string) => ({ ...process.env, ...ownSecrets(dir), TRIBUTARY_DATA_DIR: dir });

function commandLine(dir: string) {
  return (...args: string[]) =>
    execFileSync(process.execPath, ["server/cli/tributary.mjs", ...args], {
      ...{ cwd: root, env: { ...process.env, TRIBUTARY_DATA_DIR: dir }, encoding: "utf8" as const },
      maxBuffer: 64 * 1024 * 1024,
    });
}

const files = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tf"))
    .map((name) => readFileSync(join(dir, name), "utf8"));

interface Tools {
  readonly terraform: string;
  readonly provider: string;
  readonly settings: { readonly [name: string]: string };
}

/** Runs Terraform once on some files in a folder of its own; milliseconds. Throws when it does not say what it should. */
function terraformFolder(folder: string, { terraform, provider, settings }: Tools) {
  return async (texts: readonly string[], args: readonly string[], says: string): Promise<number> => {
    mkdirSync(folder);
    for (const [index, text] of texts.entries()) writeFileSync(join(folder, `${index}.tf`), text);
    const required = 'required_providers {\n    segment = { source = "segmentio/segment" }\n  }';
    writeFileSync(join(folder, "versions.tf"), `terraform {\n  ${required}\n}\n`);
    const overrides = `dev_overrides { "segmentio/segment" = ${JSON.stringify(provider)} }`;
    writeFileSync(join(folder, "rc"), `provider_installation {\n  ${overrides}\n  direct {}\n}\n`);
    const quiet = { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_INPUT: "0", TF_CLI_CONFIG_FILE: "rc" };
    const begun = performance.now();
    const { stdout } = await promisify(execFile)(terraform, [...args, "-no-color", "-lock=false"], {
      ...{ cwd: folder, env: { ...process.env, ...quiet, ...settings } },
      maxBuffer: 256 * 1024 * 1024,
    });
    const took = performance.now() - begun;
    if (!stdout.includes(says)) throw new Error(`Terraform did not say “${says}”:\n${stdout.slice(-2000)}`);
    return took;
  };
}

function writeAgain(dir: string): number[] {
  const input: WriteHcl = { dir, slug };
  const script = join(import.meta.dirname, "support", "terraform-write.ts");
  const args = ["--import", "tsx", script, JSON.stringify(input)];
  return JSON.parse(execFileSync(process.execPath, args, { env: own(dir), encoding: "utf8" })) as number[];
}
