import { FilterBar } from "@/app/_ui/filter-bar";
import { FilterSelect } from "@/app/_ui/filter-select";
import { formatNumber } from "@/app/_ui/format";
import type { Option } from "@/app/_ui/option";
import { SearchBox } from "@/app/_ui/search-box";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import type { FilterValue } from "@/server/domain/resources/list-filter-values";
import { hasState } from "./kind-families";

export interface ListFiltersProps {
  kind: KindName;
  values: { types: readonly FilterValue[]; labels: readonly FilterValue[] };
  clearHref: string | undefined;
}

const states: readonly Option[] = [
  { value: "enabled", label: "Enabled" },
  { value: "disabled", label: "Disabled" },
];

const options = (values: readonly FilterValue[]): Option[] =>
  values.map(({ value, name, count }) => ({ value, label: `${name} (${formatNumber(count)})` }));

/** The row above a list: search, state, and the types and labels that are in use. */
export function ListFilters({ kind, values, clearHref }: ListFiltersProps) {
  const what = resourceKinds[kind].plural.toLowerCase();
  return (
    <FilterBar clearHref={clearHref}>
      <SearchBox label={`Search ${what} by name or id`} />
      {hasState(kind) ? <FilterSelect label="State" param="state" options={states} /> : null}
      {values.types.length > 1 ? <FilterSelect label="Type" param="type" options={options(values.types)} /> : null}
      {values.labels.length > 0 ? <FilterSelect label="Label" param="label" options={options(values.labels)} /> : null}
    </FilterBar>
  );
}
