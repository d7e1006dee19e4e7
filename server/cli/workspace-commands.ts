import type { Command } from "commander";

const collect = (value: string, before: readonly string[]) => [...before, value];

/** Commands that work on one workspace: each is loaded only when it is called. */
export function addWorkspaceCommands(program: Command): void {
  program
    .command("export")
    .description("write a workspace to a folder, as Git Sync writes it to a repository")
    .argument("<workspace>", "its slug, as in addresses")
    .argument("<dir>", "folder")
    .option("--force", "write beside files that no export wrote; they stay")
    .option("--json", "one JSON document")
    .action(async (slug: string, dir: string, options: { json?: boolean; force?: boolean }) => {
      const { inWorkspace } = await import("./in-workspace");
      process.exitCode = await inWorkspace(slug, process, async (ctx) => {
        const { exportCommand } = await import("./export");
        return exportCommand(ctx, dir, { json: options.json === true, force: options.force === true }, process);
      });
    });
  program
    .command("import")
    .description("bring an export, ours or Segment's, into a workspace: shows what would change, then asks")
    .argument("<workspace>", "its slug, as in addresses")
    .argument("<dir>", "folder")
    .option("--plan", "only show what would change")
    .option("--yes", "do not ask")
    .option("--delete", "delete what the folder's kinds have in the workspace and not in the folder")
    .option("--var-file <file>", "values of secret variables; may be given more than once", collect, [])
    .option("--json", "one JSON document; without --yes nothing is changed")
    .action(async (slug: string, dir: string, options: ImportFlags) => {
      const { inWorkspace } = await import("./in-workspace");
      const run = async (ctx: Parameters<Parameters<typeof inWorkspace>[2]>[0]) => {
        const { importCommand } = await import("./import");
        return importCommand(ctx, dir, importOptions(options), process);
      };
      process.exitCode = await inWorkspace(slug, process, run, "import");
    });
  const token = program.command("token").description("tokens of the Public API");
  token
    .command("create")
    .description("create a token and print it: it is shown this once")
    .requiredOption("--workspace <workspace>", "its slug, as in addresses")
    .requiredOption("--name <name>", "what the token is for")
    .option("--role <role>", "owner or member", "owner")
    .option("--expires-days <days>", "days until it stops working")
    .action(async (options: { workspace: string; name: string; role: string; expiresDays?: string }) => {
      const { inWorkspace } = await import("./in-workspace");
      process.exitCode = await inWorkspace(options.workspace, process, async (ctx) => {
        const { tokenCreate } = await import("./token-create");
        return tokenCreate(ctx, options, process);
      });
    });
}

interface ImportFlags {
  readonly plan?: boolean;
  readonly yes?: boolean;
  readonly delete?: boolean;
  readonly varFile: readonly string[];
  readonly json?: boolean;
}

const importOptions = ({ plan, yes, delete: remove, varFile, json }: ImportFlags) => ({
  plan: plan === true,
  yes: yes === true,
  delete: remove === true,
  json: json === true,
  varFiles: varFile,
});
