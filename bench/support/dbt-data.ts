import { FolderSource } from "@/server/dbt/folder/folder-source";

/** A project's files by path. */
export type Files = Map<string, { text: string; blobId: string }>;

export function readAll(folder: string): Files {
  const source = new FolderSource(folder);
  return new Map(Array.from(source.list(), ({ path, blobId }) => [path, { text: source.read(path), blobId }]));
}

/** The same files with one model changed, each round in another way. */
export function withChange(files: Files, round: number): Files {
  const path = [...files.keys()].find((candidate) => /models\/.*\.sql$/.test(candidate)) ?? "";
  const text = `${files.get(path)?.text ?? ""}\n-- change ${round}`;
  return new Map(files).set(path, { text, blobId: `changed ${round}` });
}

/** Layers of models that read the layer below, each with a macro, a config and documented columns. */
export function madeUp(count: number): Files {
  const files: Files = new Map();
  const add = (path: string, text: string) => files.set(path, { text, blobId: path });
  add(
    "dbt_project.yml",
    "name: bench\nmodels: {bench: {+materialized: view, a: {+schema: a, +tags: [x]}, b: {+schema: b, +meta: {y: 1}}}}",
  );
  add("macros/cents.sql", "{% macro cents(name) %}({{ name }} / 100)::numeric(16, 2){% endmacro %}");
  add(
    "macros/schema.sql",
    "{% macro generate_schema_name(custom, node) %}{{ target.schema if custom is none else target.schema ~ '_' ~ (custom | trim) }}{% endmacro %}",
  );
  add("models/sources.yml", "sources: [{name: app, tables: [{name: orders}]}]");
  for (let i = 0; i < count; i++) {
    const from = i < 50 ? "{{ source('app', 'orders') }}" : `{{ ref('m${i - 50}') }}`;
    const folder = i % 2 ? "a" : "b";
    const select = Array.from({ length: 20 }, (_, c) => `    {{ cents('c${c}') }} as c${c}`).join(",\n");
    add(
      `models/${folder}/m${i}.sql`,
      `{{ config(tags=['t${i % 7}']) }}\nselect\n${select}\nfrom ${from}\n{% if is_incremental() %} where c1 > 0 {% endif %}`,
    );
    if (i % 10 === 0) add(`models/${folder}/p${i}.yml`, properties(i, count));
  }
  return files;
}

function properties(start: number, count: number): string {
  const entries = Array.from({ length: Math.min(10, count - start) }, (_, i) => {
    const columns = Array.from(
      { length: 20 },
      (_, c) => `      - {name: c${c}, description: Column ${c}, tests: [not_null]}`,
    );
    return `  - name: m${start + i}\n    description: Model ${start + i}\n    columns:\n${columns.join("\n")}`;
  });
  return `models:\n${entries.join("\n")}`;
}
