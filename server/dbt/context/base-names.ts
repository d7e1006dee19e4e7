import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { equals, expectText, iterate } from "@/server/dbt/jinja/compare";
import { fromPlain, toPlain } from "@/server/dbt/jinja/convert";
import { JinjaError, ReturnSignal } from "@/server/dbt/jinja/errors";
import { dumpJson } from "@/server/dbt/jinja/json";
import { str } from "@/server/dbt/jinja/text";
import { type Args, Callable, Dict, Module, Tuple, type Value } from "@/server/dbt/jinja/values";
import { parseJsonPlain } from "@/server/dbt/plain-json";
import { DateTime, datetimeModules } from "@/server/dbt/python/datetime";
import { itertoolsModule } from "@/server/dbt/python/itertools";
import { regexModule } from "@/server/dbt/python/regex";
import type { LoadSettings } from "@/server/dbt/settings";
import { parseYaml } from "@/server/dbt/yaml";

const SECRET_PREFIX = "DBT_ENV_SECRET";

export interface BaseNamesInput {
  settings: LoadSettings;
  nowMs: number;
  onMissingEnv: (name: string) => void;
}

/** Names that every dbt template has, in YAML files as in models. */
export function baseNames({ settings, nowMs, onMissingEnv }: BaseNamesInput): Map<string, Value> {
  const named = (name: string, run: (args: Args) => Value): [string, Value] => [name, new Callable(name, run)];
  return new Map<string, Value>([
    ["target", targetOf(settings)],
    named("env_var", (args) => envVar(args, settings, onMissingEnv)),
    named("return", (args) => {
      throw new ReturnSignal(args.get(0, "data", null));
    }),
    named("log", () => ""),
    named("print", () => ""),
    named("tojson", (args) =>
      orDefault(args, () => dumpJson(args.get(0, "value", null), { sortKeys: args.named.get("sort_keys") === true })),
    ),
    named("fromjson", (args) => orDefault(args, () => fromPlain(parseJsonPlain(expectText(args.positional[0]))))),
    named("toyaml", (args) => orDefault(args, () => stringify(toPlain(args.get(0, "value", null))))),
    named("fromyaml", (args) => orDefault(args, () => fromPlain(parseYaml(expectText(args.positional[0]))))),
    named("set", (args) => orDefault(args, () => distinct(args.positional[0] ?? null))),
    named("set_strict", (args) => distinct(args.positional[0] ?? null)),
    named("zip", (args) => zipped(args, false)),
    named("zip_strict", (args) => zipped(args, true)),
    named("local_md5", (args) => createHash("md5").update(expectText(args.positional[0])).digest("hex")),
    named("diff_of_two_dicts", (args) => differenceOf(args)),
    ["invocation_id", "00000000-0000-0000-0000-000000000000"],
    ["thread_id", "MainThread"],
    ["dbt_version", `${settings.dbtVersion}.0`],
    ["run_started_at", new DateTime(nowMs, false, "UTC")],
    ["flags", flags()],
    ["invocation_args_dict", new Dict()],
    ["dbt_metadata_envs", new Dict()],
    ["modules", modules(nowMs)],
  ]);
}

function modules(nowMs: number): Module {
  return Module.of("modules", { ...datetimeModules(nowMs), re: regexModule(), itertools: itertoolsModule() });
}

function targetOf({ adapter, database, schema, targetName }: LoadSettings): Value {
  return Dict.fromRecord({
    name: targetName,
    target_name: targetName,
    profile_name: "default",
    type: adapter,
    schema,
    dataset: schema,
    database,
    dbname: database,
    project: database,
    catalog: database,
    threads: 1,
    host: "localhost",
    port: 5432,
    user: "",
    role: "",
    warehouse: "",
    account: "",
    location: null,
  });
}

function flags(): Module {
  return Module.of("flags", {
    FULL_REFRESH: false,
    STORE_FAILURES: false,
    EMPTY: false,
    WHICH: "compile",
    STATIC_PARSER: true,
    INTROSPECT: false,
  });
}

/** Only the settings' own map is read. A secret's name is refused: its value would reach names and compiled text. */
function envVar(args: Args, settings: LoadSettings, onMissing: (name: string) => void): Value {
  const name = expectText(args.get(0, "var", null));
  if (name.startsWith(SECRET_PREFIX))
    throw new JinjaError(`Secret env vars are allowed only in profiles.yml or packages.yml: '${name}' was read here`);
  if (Object.hasOwn(settings.env, name)) return settings.env[name] ?? "";
  const fallback = args.get(1, "default", null);
  if (fallback !== null) return str(fallback);
  onMissing(name);
  throw new JinjaError(`Env var required but not provided: '${name}'`);
}

/** The conversions of dbt's context give their `default` (None) instead of failing. */
function orDefault(args: Args, convert: () => Value): Value {
  try {
    return convert();
  } catch (error) {
    if (error instanceof JinjaError && error.name === "LimitError") throw error;
    return args.get(1, "default", null);
  }
}

function distinct(values: Value): Value {
  const seen = new Map<string, Value[]>();
  const out: Value[] = [];
  for (const item of iterate(values)) {
    const bucket = seen.get(str(item)) ?? [];
    if (bucket.some((other) => equals(other, item))) continue;
    seen.set(str(item), [...bucket, item]);
    out.push(item);
  }
  return out;
}

function zipped(args: Args, strict: boolean): Value {
  const fallback = args.named.get("default") ?? null;
  let lists: (readonly Value[])[];
  try {
    lists = args.positional.map((list) => iterate(list));
  } catch (error) {
    if (strict) throw error;
    return fallback;
  }
  const length = Math.min(...lists.map((list) => list.length));
  return Array.from(
    { length: Number.isFinite(length) ? length : 0 },
    (_, i) => new Tuple(lists.map((list) => list[i] ?? null)),
  );
}

function differenceOf(args: Args): Value {
  const [a, b] = args.positional;
  if (!(a instanceof Dict) || !(b instanceof Dict)) return new Dict();
  const left = Array.from(a.entries()).filter(([key, value]) => {
    const other = b.get(key);
    return other === undefined || !equals(other, value);
  });
  return new Dict(left);
}
