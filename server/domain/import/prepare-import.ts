import type { Ctx, Db, Tx } from "@/server/core/ctx";
import { referencesOf } from "@/server/core/kinds/references";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import {
  findByNaturalKeys,
  findPresent,
  findStored,
  listOfKinds,
  refKey,
} from "@/server/domain/resources/stored-resources";
import { compareResource, type Step } from "./compare-tree";
import type { ReadResource } from "./read-block";
import { readTree } from "./read-tree";
import type { ImportInput, ImportProblem } from "./types";

/** In the order of writing: each kind after those that it names. Deletions go the other way. */
const order: readonly KindName[] = [
  "label",
  "function",
  "source",
  "warehouse",
  "profiles_warehouse",
  "tracking_plan",
  "source_warehouse_connection",
  "source_tracking_plan_connection",
  "transformation",
  "destination",
  "destination_filter",
  "insert_function_instance",
  "reverse_etl_model",
  "destination_subscription",
  "user",
  "user_group",
];

export interface Removal {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
}

export interface PreparedImport {
  /** In the order of writing, unchanged ones too. */
  readonly steps: readonly Step[];
  readonly removals: readonly Removal[];
  readonly problems: readonly ImportProblem[];
  readonly files: number;
}

/**
 * Reads a tree and compares it with the workspace. In a transaction that will apply it, `hold` keeps what it found until
 * the end. Problems are data: only bugs throw.
 */
export async function prepareImport(
  db: Db | Tx,
  ctx: Ctx,
  input: ImportInput,
  options: { hold: boolean },
): Promise<PreparedImport> {
  const tree = readTree(input);
  const problems = [...tree.problems];
  const resources = await withoutTaken(db, ctx, tree.resources, problems);
  const refs = resources.map(({ kind, id }) => ({ kind: kind.kind, id }));
  const stored = await findStored(db, ctx, refs, options);
  const steps: Step[] = [];
  const sorted = [...resources].sort((a, b) => order.indexOf(a.kind.kind) - order.indexOf(b.kind.kind));
  for (const resource of sorted) {
    const step = await compareResource(
      db,
      ctx,
      resource,
      stored.get(refKey({ kind: resource.kind.kind, id: resource.id })),
    );
    problems.push(...step.fixed.map((name) => cannotChange(resource, name)));
    steps.push(step);
  }
  problems.push(...(await openReferences(db, ctx, steps)));
  const removals = input.deleteMissing ? await findRemovals(db, ctx, refs) : [];
  return { steps, removals, problems, files: tree.files };
}

const placed = ({ file, line }: ReadResource) => ({ file, line });

const cannotChange = (resource: ReadResource, name: string): ImportProblem => ({
  ...placed(resource),
  level: "error",
  message: `“${name}” of ${resource.kind.singular} “${resource.id}” cannot change.`,
  remedy: "Delete that resource first, or keep its value in the file.",
});

/** Leaves out what another resource stands in the way of. Somebody who is a member already keeps the roles they have. */
async function withoutTaken(db: Db | Tx, ctx: Ctx, all: readonly ReadResource[], problems: ImportProblem[]) {
  const keyed = all.flatMap((resource) => {
    const naturalKey = resource.kind.naturalKey(resource.state);
    return naturalKey === null ? [] : [{ resource, kind: resource.kind.kind, naturalKey }];
  });
  const takenBy = await findByNaturalKeys(db, ctx, keyed);
  const first = new Map<string, ReadResource>();
  const out = new Set<ReadResource>();
  for (const { resource, kind, naturalKey } of keyed) {
    const key = `${kind}/${naturalKey}`;
    const owner = takenBy.get(key) ?? first.get(key)?.id;
    if (owner === undefined || owner === resource.id) {
      first.set(key, resource);
      continue;
    }
    out.add(resource);
    problems.push(taken(resource, naturalKey, owner));
  }
  return all.filter((resource) => !out.has(resource));
}

function taken(resource: ReadResource, naturalKey: string, owner: string): ImportProblem {
  if (resource.kind.kind === "user") {
    const message = `${naturalKey} is a member already, as user “${owner}”.`;
    return { ...placed(resource), level: "warning", message, remedy: "The file is left out: their roles stay." };
  }
  const message = `“${naturalKey.slice(0, 200)}” is taken by ${resource.kind.singular.toLowerCase()} “${owner}”.`;
  return { ...placed(resource), level: "error", message, remedy: "Rename one of them, or remove the file." };
}

/** What a tree names and neither it nor the workspace has: exports are often part of a whole, so it is kept and said. */
async function openReferences(db: Db | Tx, ctx: Ctx, steps: readonly Step[]): Promise<ImportProblem[]> {
  const named = steps.flatMap(({ resource, after }) =>
    referencesOf(resource.kind, after).map((reference) => ({ resource, reference })),
  );
  const brought = new Set(steps.map(({ resource: { kind, id } }) => refKey({ kind: kind.kind, id })));
  const outside = named.filter(({ reference }) => !brought.has(refKey(reference)));
  const present = await findPresent(
    db,
    ctx,
    outside.map(({ reference }) => reference),
  );
  const open = outside.filter(({ reference }) => !present.has(refKey(reference)));
  return open.map(({ resource, reference: { kind, id, attribute } }) => ({
    ...placed(resource),
    level: "warning",
    message: `${attribute} names ${resourceKinds[kind].singular.toLowerCase()} “${id.slice(0, 200)}”, which is neither here nor in the workspace.`,
    remedy: "It is kept as it is.",
  }));
}

/** Users are never deleted by an import: whoever does it could lock everybody out. */
async function findRemovals(
  db: Db | Tx,
  ctx: Ctx,
  refs: readonly { kind: KindName; id: string }[],
): Promise<Removal[]> {
  const kinds = [...new Set(refs.map(({ kind }) => kind))].filter((kind) => kind !== "user");
  const kept = new Set(refs.map(refKey));
  const gone = (await listOfKinds(db, ctx, kinds)).filter((each) => !kept.has(refKey(each)));
  return gone.sort((a, b) => order.indexOf(b.kind) - order.indexOf(a.kind));
}
