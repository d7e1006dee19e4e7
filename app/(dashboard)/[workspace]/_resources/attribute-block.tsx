import { Card } from "@/app/_ui/card";
import { CodeBlock } from "@/app/_ui/code-block";
import type { Attributes } from "@/server/core/kinds/types";
import { isRecord, items } from "@/server/core/kinds/values";
import { AttributeValue, type ValueContext } from "./attribute-value";
import { FieldMapping } from "./field-mapping";
import { ObjectTable } from "./object-table";
import { PermissionTable } from "./permission-table";
import type { ShownAttribute } from "./split-attributes";

export interface AttributeBlockProps extends ShownAttribute {
  context: ValueContext;
  /** Names of a mapping's fields, from its action. */
  fieldLabels: { readonly [field: string]: string };
}

/** An attribute that takes a card of its own: code, a table, a document. */
export function AttributeBlock({ name, attribute, value, context, fieldLabels }: AttributeBlockProps) {
  const { input, label } = attribute;
  if (input === "javascript" || input === "sql") {
    const code = typeof value === "string" ? value : "";
    return <CodeBlock code={code} language={input} title={label} />;
  }
  if (input === "mapping" && isRecord(value)) {
    return (
      <Card title={label} flush>
        <FieldMapping mapping={value} labels={fieldLabels} />
      </Card>
    );
  }
  if (input === "permissions") {
    return (
      <Card title={label} flush>
        <PermissionTable permissions={items(value)} context={context} />
      </Card>
    );
  }
  if (attribute.value.type === "object") {
    return (
      <Card title={label}>
        <AttributeValue path={name} attribute={attribute} value={value} context={context} />
      </Card>
    );
  }
  const element = attribute.value.type === "set" || attribute.value.type === "list" ? attribute.value.element : null;
  if (element?.type === "object" && Object.keys(element.attributes).length > 0) {
    return (
      <Card title={label} flush>
        <ObjectTable name={name} table={element.attributes as Attributes} rows={items(value)} context={context} />
      </Card>
    );
  }
  return <CodeBlock code={JSON.stringify(value ?? null, null, 2)} language="json" title={label} />;
}
