import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { DescriptionList } from "@/app/_ui/description-list";
import { formatNumber } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import type { Attribute, Attributes, KindName } from "@/server/core/kinds/types";
import { items, record, text } from "@/server/core/kinds/values";
import type { EntryName } from "@/server/domain/catalog/name-entries";
import type { JsonValue } from "@/server/hcl/schema";
import { optionWords } from "./attribute-words";
import { resourceHref } from "./hrefs";
import { scheduleWords } from "./schedule-words";
import { TypeName } from "./type-name";

/** What values are shown with: where links lead, and names for ids. */
export interface ValueContext {
  readonly slug: string;
  readonly type: EntryName | null;
  readonly uses: readonly {
    readonly kind: KindName;
    readonly id: string;
    readonly attribute: string;
    readonly title: string;
  }[];
  /** Names for values of single attributes, such as an action's. */
  readonly names: { readonly [attribute: string]: string };
}

export interface AttributeValueProps {
  /** Dotted, as in references. */
  path: string;
  attribute: Attribute;
  value: JsonValue | undefined;
  context: ValueContext;
}

export const Nothing = () => <span className="text-ink-faint">Not set</span>;

/** A value in a line or a few, as its attribute means it. */
export function AttributeValue({ path, attribute, value, context }: AttributeValueProps): ReactNode {
  if (value === undefined || value === null || value === "") return <Nothing />;
  if (typeof value === "object" && Object.keys(value).length === 0) return <Nothing />;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return path.endsWith(".percent") ? percent(value) : formatNumber(value);
  if (typeof value === "string") return <TextValue path={path} attribute={attribute} value={value} context={context} />;
  if (attribute.input === "labels") return <Labels labels={items(value)} slug={context.slug} />;
  if (attribute.input === "schedule") return scheduleWords(record(value));
  if (attribute.value.type === "object")
    return <Fields path={path} attribute={attribute} value={value} context={context} />;
  return (
    <ul className="flex flex-wrap gap-1">
      {items(value).map((item) => (
        <li key={JSON.stringify(item)} className="min-w-0 max-w-full">
          <Badge>{typeof item === "string" ? item : JSON.stringify(item)}</Badge>
        </li>
      ))}
    </ul>
  );
}

/** A share as Segment keeps it, from 0 to 1 with six decimals: 0.1 is "10 %". */
const percent = (share: number) => `${Number((share * 100).toFixed(4))} %`;

interface TextValueProps extends AttributeValueProps {
  value: string;
}

function TextValue({ path, attribute, value, context }: TextValueProps): ReactNode {
  const use = context.uses.find((one) => one.attribute === path);
  if (use) {
    return (
      <Link href={resourceHref(context.slug, use.kind, use.id)}>
        <bdi>{use.title}</bdi>
      </Link>
    );
  }
  if (attribute.input === "catalog") {
    return context.type?.id === value ? (
      <TypeName type={context.type} whole />
    ) : (
      <code className="font-mono">{value}</code>
    );
  }
  const name = context.names[path];
  if (name) return name;
  if (attribute.options) return optionWords(value);
  switch (attribute.input) {
    case "fql":
    case "action":
      return <code className="font-mono text-sm">{value}</code>;
    case "url":
      return (
        <Link href={value} external>
          {value}
        </Link>
      );
    default:
      return (
        <span dir="auto" className="whitespace-pre-wrap">
          {value}
        </span>
      );
  }
}

function Labels({ labels, slug }: { labels: readonly JsonValue[]; slug: string }) {
  const ids = labels.map(record).map((label) => `${text(label.key)}:${text(label.value)}`);
  return (
    <ul className="flex flex-wrap gap-x-2 gap-y-1">
      {ids.map((id) => (
        <li key={id}>
          <Link href={resourceHref(slug, "label", id)}>{id}</Link>
        </li>
      ))}
    </ul>
  );
}

function Fields({ path, attribute, value, context }: AttributeValueProps) {
  if (attribute.value.type !== "object") return null;
  const fields = Object.entries(attribute.value.attributes as Attributes);
  const facts = fields.map(([name, field]) => ({
    term: field.label,
    value: <AttributeValue path={`${path}.${name}`} attribute={field} value={record(value)[name]} context={context} />,
  }));
  return <DescriptionList facts={facts} />;
}
