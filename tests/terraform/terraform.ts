import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface RealProvider {
  /** Folder that holds `terraform-provider-segment`. */
  readonly dir: string;
  readonly terraform: string;
}

/** Terraform and the real provider, where the environment names them; otherwise null and why, printed. */
export function findRealProvider(): RealProvider | null {
  const dir = process.env.SEGMENT_PROVIDER_DIR ?? "";
  const terraform = process.env.TERRAFORM ?? "";
  if (dir !== "" && terraform !== "" && existsSync(path.join(dir, "terraform-provider-segment"))) {
    return { dir, terraform };
  }
  console.info(
    "Skipped: the real Terraform provider. Set SEGMENT_PROVIDER_DIR (a folder with terraform-provider-segment) and TERRAFORM.",
  );
  return null;
}

interface TypeSchema {
  readonly block: { readonly attributes: { readonly [name: string]: { readonly required?: boolean } | undefined } };
}

export interface KnownType {
  readonly names: readonly string[];
  readonly required: readonly string[];
}

interface ResourceChange {
  readonly address: string;
  readonly change: { readonly actions: readonly string[]; readonly importing?: { readonly id: string } };
}

export interface Plan {
  readonly imports: number;
  /** Addresses with what is planned for them, imports and no-ops left out. */
  readonly changes: readonly string[];
}

/** A working directory that plans and applies against one API with one token. */
export function workingDirectory(folder: string, { dir, terraform }: RealProvider, url: string, token: string) {
  const env = {
    ...process.env,
    TF_CLI_CONFIG_FILE: path.join(folder, "rc"),
    PUBLIC_API_URL: url,
    PUBLIC_API_TOKEN: token,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
  };
  const call = async (...args: string[]) =>
    (await run(terraform, args, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  const plan = async (): Promise<Plan> => {
    await call("plan", "-no-color", "-out=plan.bin");
    const shown = JSON.parse(await call("show", "-json", "plan.bin")) as { resource_changes?: ResourceChange[] };
    const all = shown.resource_changes ?? [];
    return {
      imports: all.filter(({ change }) => change.importing).length,
      changes: all
        .filter(({ change }) => !["no-op", "read"].includes(change.actions.join()))
        .map(({ address, change }) => `${address}: ${change.actions.join("+")}`),
    };
  };
  return {
    async prepare() {
      const overrides = `dev_overrides { "segmentio/segment" = ${JSON.stringify(dir)} }`;
      await fs.writeFile(env.TF_CLI_CONFIG_FILE, `provider_installation {\n  ${overrides}\n  direct {}\n}\n`);
    },
    /** What the provider knows of each resource type: its attributes, and those that must be given. */
    async schema(): Promise<{ readonly [type: string]: KnownType | undefined }> {
      const shown = JSON.parse(await call("providers", "schema", "-json")) as {
        provider_schemas: { [provider: string]: { resource_schemas: { [type: string]: TypeSchema } } };
      };
      const types = Object.values(shown.provider_schemas).flatMap((each) => Object.entries(each.resource_schemas));
      return Object.fromEntries(
        types.map(([type, { block }]) => {
          const names = Object.keys(block.attributes);
          return [type, { names, required: names.filter((name) => block.attributes[name]?.required) }];
        }),
      );
    },
    write: (name: string, text: string) => fs.writeFile(path.join(folder, name), text),
    plan,
    apply: () => call("apply", "-no-color", "-auto-approve"),
    destroy: (...more: string[]) => call("destroy", "-no-color", "-auto-approve", ...more),
  };
}
