import type { Ctx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { resourceKinds } from "@/server/core/kinds/table";
import { items, record } from "@/server/core/kinds/values";
import { canonicalJson } from "@/server/domain/resources/canonical";
import { editResource } from "@/server/domain/resources/update-resource";
import { identityOf, type Rule, timesOf, withKey } from "./rule";

const kind = "tracking_plan";

/** Puts these rules in the place of all that a plan has. Throws NotFoundError, and InvalidError at `rules.<n>`. */
export const replaceRules = (ctx: Ctx, planId: string, rules: readonly Rule[]): Promise<void> =>
  changeRules(ctx, planId, () => rules.map((rule) => withKey(rule)));

/** A rule to be added, or to take the place of the one with its type, key and version; `newKey` renames it. */
export interface RuleChange {
  readonly rule: Rule;
  readonly newKey?: string | null | undefined;
}

/** Adds and changes rules, the others stay. Throws NotFoundError, and InvalidError at `rules.<n>` of what is given. */
export async function upsertRules(ctx: Ctx, planId: string, given: readonly RuleChange[]): Promise<void> {
  const named = given.map(({ rule }) => withKey(rule));
  const problems = resourceKinds[kind].check?.({ rules: named }) ?? [];
  if (problems.length > 0) throw new InvalidError(problems);
  await changeRules(ctx, planId, (before) => {
    const rules = new Map(before.map((rule) => [identityOf(rule), rule]));
    for (const [index, { rule, newKey }] of given.entries()) {
      const own = withKey(rule);
      const renamed = newKey ? withKey(rule, newKey) : own;
      const isTaken = identityOf(renamed) !== identityOf(own) && rules.has(identityOf(renamed));
      if (isTaken) {
        throw new InvalidError([
          { path: `rules.${index}.new_key`, message: "Another rule has this type, key and version." },
        ]);
      }
      put(rules, identityOf(own), renamed);
    }
    return [...rules.values()];
  });
}

/** Sets a rule at the place of the one it follows on; the order of the others stays. */
function put(rules: Map<string, Rule>, was: string, rule: Rule): void {
  if (was === identityOf(rule)) {
    rules.set(was, rule);
    return;
  }
  const all = [...rules].map(([identity, each]) => (identity === was ? rule : each));
  const next = rules.has(was) ? all : [...all, rule];
  rules.clear();
  for (const each of next) rules.set(identityOf(each), each);
}

/** Takes rules away by type, key and version; those that are not there are gone already. Throws NotFoundError. */
export async function removeRules(ctx: Ctx, planId: string, named: readonly Rule[]): Promise<void> {
  const gone = new Set(named.map((rule) => identityOf(withKey(rule))));
  await changeRules(ctx, planId, (before) => before.filter((rule) => !gone.has(identityOf(rule))));
}

async function changeRules(ctx: Ctx, planId: string, change: (before: readonly Rule[]) => readonly Rule[]) {
  const now = new Date();
  await editResource(ctx, { kind, id: planId }, ({ state, extra }) => {
    const rules = change(items(state.rules).map(record));
    const times = timesOf(rules, extra, now);
    const isSame = canonicalJson(times) === canonicalJson(extra.rule_times);
    return { changes: { rules }, ...(isSame ? {} : { extra: { ...extra, rule_times: times } }) };
  });
}
