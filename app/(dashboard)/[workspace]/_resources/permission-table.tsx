import { Link } from "@/app/_ui/link";
import { isKindName } from "@/server/core/kinds/table";
import { items, record, text } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";
import type { ValueContext } from "./attribute-value";
import { roleName } from "./grant-text";
import { resourceHref } from "./hrefs";
import { PlainTable } from "./plain-table";

/** Role grants: each role and where it holds. */
export function PermissionTable({
  permissions,
  context,
}: {
  permissions: readonly JsonValue[];
  context: ValueContext;
}) {
  return (
    <PlainTable
      caption="Permissions"
      headers={["Role", "Where"]}
      rows={permissions.map(record).map((permission, index) => ({
        key: `${index} ${text(permission.role_id)}`,
        cells: [
          <span key="role" className="font-medium">
            {roleName(text(permission.role_id))}
          </span>,
          <Places key="where" resources={items(permission.resources)} context={context} />,
        ],
      }))}
    />
  );
}

function Places({ resources, context }: { resources: readonly JsonValue[]; context: ValueContext }) {
  if (resources.length === 0) return <>Whole workspace</>;
  return (
    <ul className="space-y-0.5">
      {resources.map(record).map((resource) => (
        <li key={`${text(resource.type)} ${text(resource.id)}`}>
          <Place type={text(resource.type)} id={text(resource.id)} context={context} />
          <Narrowing labels={items(resource.labels)} />
        </li>
      ))}
    </ul>
  );
}

function Place({ type, id, context }: { type: string; id: string; context: ValueContext }) {
  if (type === "WORKSPACE") return <>Whole workspace</>;
  const kind = type.toLowerCase();
  const use = context.uses.find((one) => one.kind === kind && one.id === id);
  const word = type.charAt(0) + type.slice(1).toLowerCase();
  return (
    <>
      {word}{" "}
      {use && isKindName(kind) ? (
        <Link href={resourceHref(context.slug, kind, id)}>
          <bdi>{use.title}</bdi>
        </Link>
      ) : (
        <code className="font-mono">{id}</code>
      )}
    </>
  );
}

function Narrowing({ labels }: { labels: readonly JsonValue[] }) {
  if (labels.length === 0) return null;
  const words = labels.map(record).map((label) => `${text(label.key)}:${text(label.value)}`);
  return <>, only where labelled {words.join(" and ")}</>;
}
