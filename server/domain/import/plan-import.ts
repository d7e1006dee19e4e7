import { authorize, type Ctx } from "@/server/core/ctx";
import { describeChange } from "@/server/domain/resources/describe-change";
import type { Step } from "./compare-tree";
import { type PreparedImport, prepareImport } from "./prepare-import";
import type { ImportInput, ImportPlan, MissingSecret, PlannedResource } from "./types";

const mostDescribed = 200;

/** What an import of a tree would do, and what stands against it. Nothing is written. */
export async function planImport(ctx: Ctx, input: ImportInput): Promise<ImportPlan> {
  authorize(ctx, "workspace:manage");
  return describePlan(await prepareImport(ctx.db, ctx, input, { hold: false }));
}

export function describePlan({ steps, removals, problems, files }: PreparedImport): ImportPlan {
  const changing = steps.filter(({ action }) => action !== "unchanged");
  const counted = (action: Step["action"]) => steps.filter((step) => step.action === action).length;
  const errors = problems.filter(({ level }) => level === "error").length;
  let described = 0;
  const resources = changing.map((step): PlannedResource => {
    const { resource, before, after } = step;
    const isDescribed = before !== null && described++ < mostDescribed;
    return {
      action: step.action === "create" ? "create" : "update",
      kind: resource.kind.kind,
      id: resource.id,
      title: resource.kind.title(resource.id, after),
      file: resource.file,
      changes: isDescribed ? describeChange(resource.kind, before, after) : [],
    };
  });
  const deleted = removals.map((each): PlannedResource => ({ ...each, action: "delete", file: null, changes: [] }));
  return {
    counts: {
      files,
      create: counted("create"),
      update: counted("update"),
      unchanged: counted("unchanged"),
      delete: removals.length,
      errors,
      warnings: problems.length - errors,
    },
    resources: [...resources, ...deleted],
    problems,
    missingSecrets: steps.flatMap(missingOf),
  };
}

const missingOf = ({ resource: { kind, id, variables }, after, missing }: Step): MissingSecret[] =>
  missing.map((path) => {
    const key = path.replace(/^settings\./, "");
    const variable = Object.hasOwn(variables, key) ? (variables[key] ?? null) : null;
    return { kind: kind.kind, id, title: kind.title(id, after), path, variable };
  });
