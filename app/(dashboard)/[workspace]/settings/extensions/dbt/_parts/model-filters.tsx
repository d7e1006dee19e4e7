import { FilterBar } from "@/app/_ui/filter-bar";
import { FilterSelect } from "@/app/_ui/filter-select";
import { SearchBox } from "@/app/_ui/search-box";
import type { ModelFilters as Filters, FilterValue } from "@/server/domain/dbt-models/list-models";
import { UrlSelect } from "../../../../_forms/steps/url-select";
import { stateLabel } from "./models-query";

export interface ModelFiltersProps {
  filters: Filters;
  /** What kind of node is listed, as the address says it. */
  type: string;
  clearHref: string | undefined;
}

const options = (values: readonly FilterValue[], label = (value: string) => value || "Top folder") =>
  values
    .filter(({ value }) => value !== "")
    .map(({ value, count }) => ({ value, label: label(value), hint: count.toLocaleString("en") }));

const typeOptions = [
  { value: "", label: "Models" },
  { value: "seed", label: "Seeds" },
  { value: "snapshot", label: "Snapshots" },
  { value: "source", label: "Sources" },
  { value: "all", label: "All of them" },
];

/** Search and filters above the models; a filter that would have nothing to choose is left out. */
export function ModelFilters({ filters, type, clearHref }: ModelFiltersProps) {
  const selects = [
    { label: "Tag", param: "tag", options: options(filters.tags) },
    { label: "Folder", param: "folder", options: options(filters.folders) },
    { label: "Materialization", param: "materialization", options: options(filters.materializations) },
    { label: "Group", param: "group", options: options(filters.groups) },
    { label: "State", param: "state", options: options(filters.states, stateLabel) },
  ].filter((each) => each.options.length > 0);
  return (
    <FilterBar clearHref={clearHref}>
      <SearchBox label="Search models, columns, descriptions" />
      <UrlSelect label="Show" param="type" value={type} options={typeOptions} />
      {selects.map((select) => (
        <FilterSelect key={select.param} {...select} />
      ))}
    </FilterBar>
  );
}
