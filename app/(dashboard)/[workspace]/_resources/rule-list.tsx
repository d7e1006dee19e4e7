import { formatCount, formatNumber } from "@/app/_ui/format";
import { NoResults } from "@/app/_ui/no-results";
import { Pager } from "@/app/_ui/pager";
import { SearchBox } from "@/app/_ui/search-box";
import { hrefWith, type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { record, text } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";
import { RuleEntry } from "./rule-entry";

const perPage = 50;

export interface RuleListProps {
  rules: readonly JsonValue[];
  path: string;
  params: SearchParams;
}

/** The rules of a tracking plan: searched and paged through the address, each one opening to its properties. */
export function RuleList({ rules, path, params }: RuleListProps) {
  const query = (valuesOf(params, "rule")[0] ?? "").toLowerCase();
  const shown = rules
    .map(record)
    .filter((rule) => `${text(rule.type)} ${text(rule.key)}`.toLowerCase().includes(query))
    .sort((a, b) => compare(ruleName(a), ruleName(b)) || Number(a.version) - Number(b.version));
  const last = Math.max(1, Math.ceil(shown.length / perPage));
  const page = Math.min(last, Math.max(1, Number.parseInt(valuesOf(params, "page")[0] ?? "1", 10) || 1));
  const rows = shown.slice((page - 1) * perPage, page * perPage);
  const to = (target: number) => hrefWith(path, params, { page: target === 1 ? null : String(target) });
  return (
    <section aria-labelledby="rules">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h2 id="rules" className="font-semibold">
          Rules <span className="text-ink-muted tabular-nums">{formatNumber(rules.length)}</span>
        </h2>
        {rules.length > 10 ? <SearchBox label="Search rules by event" param="rule" /> : null}
      </div>
      {rows.length === 0 ? (
        <NoResults what="rules" clearHref={path} />
      ) : (
        <div className="divide-y divide-line rounded-md border border-line bg-surface">
          {rows.map((rule) => (
            <RuleEntry key={`${ruleName(rule)} ${rule.version}`} rule={rule} />
          ))}
        </div>
      )}
      {last > 1 ? (
        <Pager
          shown={`Page ${page} of ${last}, ${formatCount(shown.length, "rule")}`}
          previousHref={page > 1 ? to(page - 1) : undefined}
          nextHref={page < last ? to(page + 1) : undefined}
        />
      ) : null}
    </section>
  );
}

const ruleName = (rule: { readonly [key: string]: JsonValue }) => `${text(rule.key)} ${text(rule.type)}`;

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
