import { Card } from "@/app/_ui/card";
import { formatCount } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import { PlainTable } from "../../../../_resources/plain-table";
import { type KindWords, resourceLink } from "./plan-words";
import { Rest } from "./rest";
import type { ShownPlan } from "./use-import";

export interface MissingSecretsProps {
  workspace: string;
  plan: ShownPlan;
  kinds: KindWords;
  /** The resources are there by now. */
  linked: boolean;
}

/** Secrets that a tree does not hold: no export does, so somebody types them afterwards. */
export function MissingSecrets({ workspace, plan, kinds, linked }: MissingSecretsProps) {
  const { missingSecrets, missingSecretsTotal: all } = plan;
  if (all === 0) return null;
  return (
    <Card title={`${formatCount(all, "secret")} to be set after the import`} flush>
      <PlainTable
        caption="Missing secrets"
        headers={["Resource", "Kind", "Secret"]}
        rows={missingSecrets.map(({ kind, id, title, path }) => ({
          key: `${kind} ${id} ${path}`,
          cells: [
            linked ? (
              <Link key="title" href={`${resourceLink(workspace, kinds, kind, id)}/edit`}>
                <bdi>{title}</bdi>
              </Link>
            ) : (
              <bdi key="title">{title}</bdi>
            ),
            kinds[kind]?.name ?? kind,
            <code key="path" className="font-mono text-sm" dir="ltr">
              {path}
            </code>,
          ],
        }))}
      />
      <Rest shown={missingSecrets.length} all={all} />
    </Card>
  );
}
