import { ChevronRight } from "lucide-react";
import { Badge } from "@/app/_ui/badge";
import { formatCount } from "@/app/_ui/format";
import { text } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";
import { optionWords } from "./attribute-words";
import { PlainTable } from "./plain-table";
import { type SchemaProperty, schemaProperties } from "./schema-properties";

/** A rule of a tracking plan, which opens to the properties of its schema and the schema itself. */
export function RuleEntry({ rule }: { rule: { readonly [key: string]: JsonValue } }) {
  const schema = rule.json_schema ?? {};
  const properties = schemaProperties(schema);
  return (
    <details className="group">
      <summary className="flex min-h-9 list-none items-center gap-2 px-3 py-1 -outline-offset-2 hover:bg-hover">
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint group-open:rotate-90" />
        <span className="min-w-0 grow font-medium wrap-anywhere" dir="auto">
          {text(rule.key) || `All ${optionWords(text(rule.type)).toLowerCase()} events`}
        </span>
        <span className="shrink-0 text-sm text-ink-muted">
          {formatCount(properties.length, "property", "properties")}
        </span>
        <Badge>{optionWords(text(rule.type))}</Badge>
        <span className="shrink-0 text-sm text-ink-muted tabular-nums">v{String(rule.version ?? 1)}</span>
      </summary>
      <div className="space-y-3 border-t border-line bg-sunken/50 p-3 pl-9">
        {properties.length > 0 ? <Properties properties={properties} /> : null}
        <details>
          <summary className="w-fit rounded-md text-sm text-ink-muted">JSON schema</summary>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable from the keyboard
            tabIndex={0}
            dir="ltr"
            className="mt-1 max-h-96 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-sm"
          >
            {JSON.stringify(schema, null, 2)}
          </pre>
        </details>
      </div>
    </details>
  );
}

function Properties({ properties }: { properties: readonly SchemaProperty[] }) {
  return (
    <div className="rounded-md border border-line bg-surface">
      <PlainTable
        caption="Properties"
        headers={["Property", "Type", "Required", "Description"]}
        rows={properties.map(({ path, type, required, description, limits }) => ({
          key: path,
          cells: [
            <code key="path" className="font-mono">
              {path}
            </code>,
            limits ? `${type}, ${limits}` : type,
            required ? "Required" : "Optional",
            <span key="description" dir="auto">
              {description}
            </span>,
          ],
        }))}
      />
    </div>
  );
}
