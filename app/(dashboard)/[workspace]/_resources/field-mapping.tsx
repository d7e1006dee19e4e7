import type { JsonValue } from "@/server/hcl/schema";
import { fieldSource } from "./mapping-words";
import { PlainTable } from "./plain-table";

export interface FieldMappingProps {
  mapping: { readonly [field: string]: JsonValue };
  /** Names of fields, from the action; the key stands where there is none. */
  labels: { readonly [field: string]: string };
}

/** How a mapping fills the fields of its action. */
export function FieldMapping({ mapping, labels }: FieldMappingProps) {
  return (
    <PlainTable
      caption="Mapping"
      headers={["Field", "From", "Value"]}
      rows={Object.entries(mapping).map(([field, value]) => {
        const { words, code } = fieldSource(value);
        return {
          key: field,
          cells: [
            <span key="field">
              {labels[field] ?? field}
              {labels[field] ? <code className="block font-mono text-xs text-ink-muted">{field}</code> : null}
            </span>,
            words,
            code === null ? null : (
              <code key="value" className="font-mono whitespace-pre-wrap" dir="auto">
                {code}
              </code>
            ),
          ],
        };
      })}
    />
  );
}
