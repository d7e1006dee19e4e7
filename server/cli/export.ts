import type { Ctx } from "@/server/core/ctx";
import { type Exported, type ExportedFile, exportTree } from "@/server/domain/export/export-tree";
import type { Output } from "./in-workspace";
import { isSystemError, reasonOf } from "./system-error";
import { FolderError, writeTree } from "./tree-folder";

export interface ExportOptions {
  readonly json: boolean;
  /** Writes beside files that no export wrote. */
  readonly force: boolean;
}

/** Writes a workspace's tree into a folder. Exit code 1 when something was left out or refused. */
export async function exportCommand(ctx: Ctx, dir: string, options: ExportOptions, out: Output): Promise<number> {
  const remembered = new Remembering(exportTree(ctx));
  try {
    const keep = () => remembered.result().heldBack.map(({ path }) => path);
    const tree = await writeTree(dir, remembered.files(), { force: options.force, keep });
    report(ctx, dir, remembered.result(), tree, options, out);
    return remembered.result().heldBack.length > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof FolderError) out.stderr.write(`${error.message}\n`);
    else if (isSystemError(error) && error.path !== undefined)
      out.stderr.write(`Cannot write to ${error.path}: ${reasonOf(error)}. Name another folder.\n`);
    else throw error;
    return 1;
  }
}

/** Hands on what a generator yields, and remembers what it returns. */
class Remembering {
  private returned: Exported | undefined;

  constructor(private readonly source: AsyncGenerator<ExportedFile, Exported>) {}

  async *files(): AsyncGenerator<ExportedFile> {
    this.returned = yield* this.source;
  }

  result(): Exported {
    if (!this.returned) throw new Error("The export is not at its end.");
    return this.returned;
  }
}

type Tree = Awaited<ReturnType<typeof writeTree>>;

function report(
  ctx: Ctx,
  dir: string,
  exported: Exported,
  tree: Tree,
  { json }: ExportOptions,
  { stdout, stderr }: Output,
) {
  const { style, resources, variables, heldBack } = exported;
  if (json) {
    const workspace = ctx.workspace.slug;
    stdout.write(`${JSON.stringify({ workspace, dir, style, resources, variables, ...tree, heldBack }, null, 2)}\n`);
  } else {
    const declared = variables > 0 ? `, ${variables} secret variables declared in variables.tf` : "";
    stdout.write(
      `${resources} resources in ${dir}: ${tree.written} files written, ${tree.unchanged} unchanged, ${tree.deleted} deleted${declared}.\n`,
    );
  }
  for (const { path, problem } of heldBack) {
    const at = problem.path === "" ? "" : ` at ${problem.path}`;
    stderr.write(`${path} was left out: what would be written differs from the workspace${at}. ${problem.reason}\n`);
  }
}
