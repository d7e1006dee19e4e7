import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { Link } from "@/app/_ui/link";
import type { Tone } from "@/app/_ui/tone";
import type { PlannedResource } from "@/server/domain/import/types";
import { ShortChange } from "../../../../_resources/short-change";
import { type KindWords, resourceLink } from "./plan-words";
import { Rest } from "./rest";
import type { ShownPlan } from "./use-import";

const looks: { readonly [A in PlannedResource["action"]]: { readonly tone: Tone; readonly word: string } } = {
  create: { tone: "success", word: "Create" },
  update: { tone: "info", word: "Change" },
  delete: { tone: "danger", word: "Delete" },
};

export interface PlannedListProps {
  workspace: string;
  plan: ShownPlan;
  kinds: KindWords;
}

/** Every resource that an import touches, with what it changes. */
export function PlannedList({ workspace, plan: { resources, counts }, kinds }: PlannedListProps) {
  if (resources.length === 0) return null;
  return (
    <Card title="Resources" flush>
      <ul className="divide-y divide-line">
        {resources.map((resource) => (
          <li key={`${resource.kind} ${resource.id}`} className="px-4 py-2">
            <Planned resource={resource} workspace={workspace} kinds={kinds} />
          </li>
        ))}
      </ul>
      <Rest shown={resources.length} all={counts.create + counts.update + counts.delete} />
    </Card>
  );
}

function Planned({ resource, workspace, kinds }: { resource: PlannedResource; workspace: string; kinds: KindWords }) {
  const { action, kind, id, title, file, changes } = resource;
  const name = <bdi className="font-medium wrap-anywhere">{title}</bdi>;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={looks[action].tone}>{looks[action].word}</Badge>
        {action === "create" ? name : <Link href={resourceLink(workspace, kinds, kind, id)}>{name}</Link>}
        <span className="text-sm text-ink-muted">{kinds[kind]?.name ?? kind}</span>
        {file === null ? null : (
          <code className="font-mono text-xs wrap-anywhere text-ink-muted" dir="ltr">
            {file}
          </code>
        )}
      </p>
      {changes.length === 0 ? null : (
        <ul className="mt-1 space-y-0.5 text-sm">
          {changes.map((change) =>
            change.diff === null ? (
              <ShortChange key={change.path} change={change} />
            ) : (
              <LongChange key={change.path} label={change.label} text={change.diff.text} />
            ),
          )}
        </ul>
      )}
    </>
  );
}

function LongChange({ label, text }: { label: string; text: string }) {
  return (
    <li>
      <details>
        <summary className="cursor-pointer text-ink-muted">{label}</summary>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable from the keyboard
          tabIndex={0}
          dir="ltr"
          className="mt-1 max-h-80 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-xs"
        >
          {text}
        </pre>
      </details>
    </li>
  );
}
