import type { ActionRow, DestinationDetail } from "./data-rows";

const line = (value: unknown) => JSON.stringify(value);

/** JSON with one element a line, so that a change of one entry is a change of one line. */
export function formatRows(rows: readonly unknown[], indent = ""): string {
  if (rows.length === 0) return "[]";
  return `[\n${rows.map((row) => `${indent}  ${line(row)}`).join(",\n")}\n${indent}]`;
}

function formatAction(action: ActionRow): string {
  const { fields, ...head } = action;
  return `{${line(head).slice(1, -1)},\n      "fields": ${formatRows(fields, "      ")}}`;
}

/** JSON of one destination with one setting, field or preset a line. */
export function formatDetail(detail: DestinationDetail): string {
  const { settings, actions, presets, ...head } = detail;
  return [
    `{${line(head).slice(1, -1)},`,
    `  "settings": ${formatRows(settings, "  ")},`,
    `  "actions": [\n${actions.map((action) => `    ${formatAction(action)}`).join(",\n")}\n  ],`,
    `  "presets": ${formatRows(presets, "  ")}\n}`,
  ].join("\n");
}
