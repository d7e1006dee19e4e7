import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import type { Ctx } from "@/server/core/ctx";
import { applyImport } from "@/server/domain/import/apply-import";
import { planImport } from "@/server/domain/import/plan-import";
import { readValues } from "@/server/domain/import/read-values";
import type { ImportInput, ImportPlan } from "@/server/domain/import/types";
import { HclError } from "@/server/hcl/error";
import type { JsonValue } from "@/server/hcl/schema";
import type { Output } from "./in-workspace";
import { printable } from "./printable";
import { readFolder, TooMuchError } from "./read-folder";
import { isSystemError, reasonOf } from "./system-error";

export interface ImportOptions {
  readonly plan: boolean;
  readonly yes: boolean;
  readonly delete: boolean;
  readonly json: boolean;
  readonly varFiles: readonly string[];
}

const mostLines = 40;

/**
 * Shows what an import would do and does it when it is allowed to. Exit code 1 when problems stand against it, or the
 * answer is no; 2 when the folder or a file of values cannot be read.
 */
export async function importCommand(ctx: Ctx, dir: string, options: ImportOptions, out: Output): Promise<number> {
  const input = readInput(dir, options, out);
  if (input === null) return 2;
  const plan = await planImport(ctx, input);
  const show = (shown: ImportPlan, applied: boolean) =>
    options.json
      ? out.stdout.write(`${JSON.stringify({ workspace: ctx.workspace.slug, dir, applied, ...shown }, null, 2)}\n`)
      : out.stdout.write(applied ? `${summary(shown)} Done.\n` : describe(shown));
  const idle = plan.resources.length === 0;
  const asks = !options.plan && !options.yes && !options.json && plan.counts.errors === 0 && !idle;
  if (!options.yes || options.plan || plan.counts.errors > 0 || idle) {
    show(plan, false);
    if (!asks) return plan.counts.errors > 0 ? 1 : 0;
    if (!(await agreed(out))) return 1;
  } else if (!options.json) show(plan, false);
  show(await applyImport(ctx, input, path.resolve(dir)), true);
  return 0;
}

function readInput(dir: string, options: ImportOptions, { stderr }: Output): ImportInput | null {
  try {
    const values = new Map<string, JsonValue>();
    for (const file of options.varFiles) {
      for (const [name, value] of readValues(fs.readFileSync(file, "utf8"), file)) values.set(name, value);
    }
    return { files: readFolder(dir), values, deleteMissing: options.delete };
  } catch (error) {
    if (error instanceof HclError) stderr.write(`${printable(error.toLine())}\n`);
    else if (error instanceof TooMuchError) stderr.write(`${error.message} An import takes no more than that.\n`);
    else if (isSystemError(error)) stderr.write(`Cannot read ${error.path ?? dir}: ${reasonOf(error)}.\n`);
    else throw error;
    return null;
  }
}

async function agreed({ stdout, stderr }: Output): Promise<boolean> {
  if (!process.stdin.isTTY) {
    stderr.write("Nothing was changed. Use --yes to import without being asked.\n");
    return false;
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question("Import this? Type yes: ");
  lines.close();
  if (answer.trim() === "yes") return true;
  stdout.write("Nothing was changed.\n");
  return false;
}

function summary({ counts }: ImportPlan): string {
  const { files, create, update, unchanged, delete: removed, errors, warnings } = counts;
  return `${files} files: ${create} to create, ${update} to change, ${unchanged} unchanged, ${removed} to delete; ${errors} errors, ${warnings} warnings.`;
}

const signs = { create: "+", update: "~", delete: "-" } as const;

function describe(plan: ImportPlan): string {
  const lines = [
    ...first(
      plan.resources.map(({ action, kind, id, title }) => `${signs[action]} ${kind} ${id}  ${title}`),
      "more",
    ),
    ...first(
      plan.problems.map(
        ({ level, file, line, message, remedy }) =>
          `${level}: ${file}${line === null ? "" : `:${line}`}: ${message} ${remedy}`,
      ),
      "more problems",
    ),
    ...first(
      plan.missingSecrets.map(({ kind, id, path: at, variable }) => {
        const given = variable === null ? "" : ` (variable ${variable})`;
        return `needs its secret: ${kind} ${id}, ${at}${given}`;
      }),
      "more need a secret",
    ),
  ];
  return `${lines.map((line) => `${printable(line.replaceAll("\n", " "))}\n`).join("")}${summary(plan)}\n`;
}

function first(lines: readonly string[], what: string): string[] {
  const more = lines.length - mostLines;
  return more > 0 ? [...lines.slice(0, mostLines), `… and ${more} ${what}`] : [...lines];
}
