import { own, type PlainMap, textOf } from "@/server/dbt/plain";

/** The header of a seed's CSV: names may be quoted and then hold the delimiter. */
export function seedColumns(csv: string, config: PlainMap): string[] {
  const delimiter = textOf(own(config, "delimiter")) || ",";
  const names: string[] = [];
  let at = 0;
  for (;;) {
    const { name, end } = field(csv, at, delimiter);
    names.push(name.trim());
    if (!csv.startsWith(delimiter, end)) return names.some(Boolean) ? names : [];
    at = end + delimiter.length;
  }
}

function field(csv: string, start: number, delimiter: string): { name: string; end: number } {
  if (csv[start] === '"') {
    let end = start + 1;
    while (end < csv.length && (csv[end] !== '"' || csv[end + 1] === '"')) end += csv[end] === '"' ? 2 : 1;
    return { name: csv.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
  }
  let end = start;
  while (end < csv.length && csv[end] !== "\n" && csv[end] !== "\r" && !csv.startsWith(delimiter, end)) end++;
  return { name: csv.slice(start, end), end };
}
