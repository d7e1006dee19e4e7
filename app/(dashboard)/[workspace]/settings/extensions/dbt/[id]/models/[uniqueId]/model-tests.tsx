import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { PlainTable } from "../../../../../../_resources/plain-table";
import type { ViewedModel } from "./model-frame";

type Test = ViewedModel["tests"][number];

/** The data tests of a model: those declared on it or its columns, and singular ones that read it. */
export function ModelTests({ tests }: { tests: ViewedModel["tests"] }) {
  return (
    <Card title="Tests" flush={tests.length > 0}>
      {tests.length === 0 ? (
        <p className="text-ink-muted">No test is declared for it.</p>
      ) : (
        <PlainTable
          caption="Tests"
          headers={["Test", "Column", "Severity", "Arguments"]}
          rows={tests.map((test, index) => ({
            key: `${index} ${test.name}`,
            cells: [
              <Name key="name" test={test} />,
              test.column === null ? (
                "—"
              ) : (
                <code key="column" className="font-mono">
                  {test.column}
                </code>
              ),
              <Severity key="severity" test={test} />,
              <Arguments key="arguments" given={test.arguments} />,
            ],
          }))}
        />
      )}
    </Card>
  );
}

/** Which test it is, and below what dbt calls it. */
function Name({ test: { test, name, file, enabled } }: { test: Test }) {
  return (
    <>
      {test === null ? "Singular test" : <code className="font-mono">{test}</code>}{" "}
      {enabled ? null : <Badge>Disabled</Badge>}
      {name === null ? null : (
        <code
          dir="ltr"
          title={file || undefined}
          className="mt-0.5 block max-w-96 font-mono text-xs text-ink-muted wrap-anywhere"
        >
          {name}
        </code>
      )}
    </>
  );
}

function Severity({ test: { severity } }: { test: Test }) {
  if (severity === null) return <>—</>;
  return severity === "warn" ? <Badge tone="warning">Warn</Badge> : <>Error</>;
}

function Arguments({ given }: { given: unknown }) {
  const text = JSON.stringify(given ?? {});
  if (text === "{}" || text === undefined) return <>—</>;
  return (
    <code dir="ltr" className="font-mono wrap-anywhere">
      {text}
    </code>
  );
}
