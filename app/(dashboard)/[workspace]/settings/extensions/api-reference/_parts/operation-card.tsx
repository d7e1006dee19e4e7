import { Badge } from "@/app/_ui/badge";
import { CodeBlock } from "@/app/_ui/code-block";
import type { OpenApiDocument } from "@/server/public-api/openapi/document";
import type { ReferenceOperation } from "@/server/public-api/reference";
import { variablesIn } from "./example-values";
import type { FieldRow } from "./field-rows";
import { FieldTable } from "./field-table";
import { operationParts } from "./operation-parts";

export interface OperationCardProps {
  entry: ReferenceOperation;
  document: OpenApiDocument;
  curl: string;
}

/** One call: how it is sent, what goes in and what comes out. */
export function OperationCard({ entry: { method, path, operation }, document, curl }: OperationCardProps) {
  const { parameters, body, answer, status, refusals } = operationParts(operation, document);
  const toSet = variablesIn(curl).filter((name) => name !== "TOKEN");
  return (
    <section
      id={operation.operationId}
      className="min-w-0 scroll-mt-16 rounded-md border border-line bg-surface"
      aria-labelledby={`${operation.operationId}-title`}
    >
      <header className="border-b border-line px-4 py-2">
        <h2 id={`${operation.operationId}-title`} className="font-semibold">
          {operation.summary}
        </h2>
        <p className="flex flex-wrap items-center gap-2" dir="ltr">
          <Badge tone={method === "GET" ? "neutral" : method === "DELETE" ? "danger" : "info"}>{method}</Badge>
          <code className="font-mono text-sm wrap-anywhere">{path}</code>
        </p>
      </header>
      <div className="space-y-3 p-4">
        <CodeBlock code={curl} language="shell" title={`curl: ${operation.operationId}`} maxHeight="22rem" />
        {toSet.length > 0 ? (
          <p className="text-sm text-ink-muted">
            Set <Names names={toSet} /> first.
            {method === "GET" ? "" : " Examples that change something name no resource of yours."}
          </p>
        ) : null}
        <Fields title="Parameters" rows={parameters} />
        <Fields title="Body" rows={body} />
        <Fields title={`Answer ${status}: fields of data`} rows={answer} />
        <p className="text-sm text-ink-muted">Refused with {refusals.join(", ")}.</p>
      </div>
    </section>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 ? " and " : ""}
      <code className="font-mono">{name}</code>
    </span>
  ));
}

/** Folded, so that a page of many calls can be looked through. */
function Fields({ title, rows }: { title: string; rows: readonly FieldRow[] }) {
  if (rows.length === 0) return null;
  return (
    <details className="rounded-md border border-line">
      <summary className="cursor-pointer px-3 py-1.5 text-sm font-medium -outline-offset-2">{title}</summary>
      <FieldTable caption={title} rows={rows} />
    </details>
  );
}
