import { CodeBlock } from "@/app/_ui/code-block";
import type { CodeLanguage } from "@/app/_ui/highlight";
import { Notice } from "@/app/_ui/notice";
import type { ViewedModel } from "./model-frame";

const languages: { readonly [language: string]: CodeLanguage } = { sql: "sql", yaml: "yaml" };

/** A model's SQL as dbt compiles it, and its file as it was at the commit in force. */
export function SqlTab({ model }: { model: ViewedModel }) {
  const { code, compiledSql, compileProblem } = model;
  return (
    <div className="space-y-4">
      {compileProblem ? (
        <Notice kind="warning" title="It could not be compiled">
          {compileProblem}
        </Notice>
      ) : null}
      {compiledSql ? (
        <CodeBlock code={compiledSql} language="sql" title="Compiled SQL" />
      ) : compileProblem ? null : (
        <Notice>There is no compiled SQL of a {model.resourceType} like this one.</Notice>
      )}
      {code.text === "" ? null : (
        <CodeBlock code={code.text} language={languages[code.language] ?? "text"} title={code.file} />
      )}
    </div>
  );
}
