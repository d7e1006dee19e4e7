import { Card } from "@/app/_ui/card";
import { PlainTable } from "../../../../../../_resources/plain-table";
import type { ViewedModel } from "./model-frame";

/** The tests that the project's files declare for a model and its columns. */
export function ModelTests({ tests }: { tests: ViewedModel["tests"] }) {
  return (
    <Card title="Tests" flush={tests.length > 0}>
      {tests.length === 0 ? (
        <p className="text-ink-muted">No test is declared for it.</p>
      ) : (
        <PlainTable
          caption="Tests"
          headers={["Test", "Column", "Arguments"]}
          rows={tests.map(({ name, column, arguments: given }, index) => ({
            key: `${index} ${name}`,
            cells: [
              <code key="name" className="font-mono">
                {name}
              </code>,
              column === null ? "—" : <code key="column">{column}</code>,
              <Arguments key="arguments" given={given} />,
            ],
          }))}
        />
      )}
    </Card>
  );
}

function Arguments({ given }: { given: unknown }) {
  const text = JSON.stringify(given ?? {});
  if (text === "{}" || text === undefined) return <>—</>;
  return (
    <code dir="ltr" className="font-mono">
      {text}
    </code>
  );
}
