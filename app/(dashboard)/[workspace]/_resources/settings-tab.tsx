import { KeyRound } from "lucide-react";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { RelativeTime } from "@/app/_ui/relative-time";
import { resourceKinds } from "@/server/core/kinds/table";
import type { Attributes } from "@/server/core/kinds/types";
import { items, record, text } from "@/server/core/kinds/values";
import type { ResourceDetail } from "@/server/domain/resources/get-resource";
import type { JsonValue } from "@/server/hcl/schema";
import { type DetailContext, loadContext } from "./load-context";
import { ObjectTable } from "./object-table";
import { PlainTable } from "./plain-table";

/** The settings of a resource by the catalog's names; of a secret only when it was set and how it ends. */
export async function SettingsTab({ slug, resource }: { slug: string; resource: ResourceDetail }) {
  const context = await loadContext(slug, resource);
  const { element } = { element: null, ...resourceKinds[resource.kind].attributes.settings?.value };
  if (resource.kind === "function" && element?.type === "object" && items(resource.state.settings).length > 0) {
    return (
      <Card title="Settings that this function asks for" flush>
        <ObjectTable
          name="settings"
          table={element.attributes as Attributes}
          rows={items(resource.state.settings)}
          context={context}
        />
      </Card>
    );
  }
  const settings = resource.kind === "function" ? {} : record(resource.state.settings);
  const secrets = new Map(resource.secrets.map(({ path, setAt }) => [path.replace(/^settings\./, ""), setAt]));
  const missing = new Set(resource.missingSecrets.map((path) => path.replace(/^settings\./, "")));
  const all = [...context.settings.keys(), ...Object.keys(settings).sort(), ...secrets.keys(), ...missing];
  const names = [...new Set(all)].filter(
    (name) => settings[name] !== undefined || secrets.has(name) || missing.has(name),
  );
  if (names.length === 0) {
    return <EmptyState title="No settings are set">This type works with its defaults, or needs none.</EmptyState>;
  }
  return (
    <Card flush>
      <PlainTable
        caption="Settings"
        headers={["Setting", "Value"]}
        rows={names.map((name) => ({
          key: name,
          cells: [
            <SettingName key="name" name={name} context={context} />,
            missing.has(name) ? (
              <MissingValue key="value" shown={text(settings[name])} />
            ) : (
              <SettingValue key="value" value={settings[name]} secretSetAt={secrets.get(name) ?? null} />
            ),
          ],
        }))}
      />
    </Card>
  );
}

function SettingName({ name, context }: { name: string; context: DetailContext }) {
  const field = context.settings.get(name);
  return (
    <span>
      {field?.label ?? name}
      {field && field.label !== name ? <code className="block font-mono text-xs text-ink-muted">{name}</code> : null}
    </span>
  );
}

function MissingValue({ shown }: { shown: string }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <KeyRound aria-hidden className="size-4 text-warning" />
      {shown ? <code className="font-mono">{shown}</code> : null}
      <span className="text-warning">Secret without its value</span>
    </span>
  );
}

function SettingValue({ value, secretSetAt }: { value: JsonValue | undefined; secretSetAt: Date | null }) {
  if (secretSetAt) {
    return (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        <KeyRound aria-hidden className="size-4 text-ink-faint" />
        <span className="sr-only">Secret</span>
        {typeof value === "string" ? <code className="font-mono">{value}</code> : null}
        <span className="text-ink-muted">
          set <RelativeTime at={secretSetAt} />
        </span>
      </span>
    );
  }
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (value === "" || value === null || value === undefined) return <span className="text-ink-faint">Empty</span>;
  const words = typeof value === "object" ? JSON.stringify(value, null, 2) : String(value);
  return (
    <code dir="auto" className="font-mono whitespace-pre-wrap">
      {words}
    </code>
  );
}
