import type { LoadContext } from "@/server/dbt/context/load-context";
import type { NodePhase } from "@/server/dbt/context/node-phase";
import type { Relation } from "@/server/dbt/context/relation";
import { isInt } from "@/server/dbt/jinja/compare";
import { fromPlain, toPlain } from "@/server/dbt/jinja/convert";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { str } from "@/server/dbt/jinja/text";
import { type Args, Callable, Dict, Float, HostObject, Undefined, type Value } from "@/server/dbt/jinja/values";
import type { Ref, SourceRef } from "@/server/dbt/node";
import { emptyMap, isMap, mapOf, own, type Plain, type PlainMap } from "@/server/dbt/plain";
import { mergeConfigCall, overwriteConfig } from "@/server/dbt/project/config";
import { versionFacts } from "@/server/dbt/versions";

/** What rendering a node's template told: the cacheable result of the parse phase. */
export interface Recorded {
  refs: Ref[];
  sources: SourceRef[];
  configCall: PlainMap;
}

export interface ParsePhaseInput {
  context: LoadContext;
  node: HostObject;
  name: string;
  /** The config as the project file gives it, for `config.get` before any `config()` call. */
  projectConfig: () => PlainMap;
}

/** The parse phase: `ref`, `source` and `config` note down what they are told and give the node's own relation. */
export class ParsePhase implements NodePhase {
  readonly recorded: Recorded = { refs: [], sources: [], configCall: emptyMap() };
  readonly config: HostObject;
  readonly node: HostObject;
  readonly schema: string;
  readonly database: string;
  private readonly own: Relation;

  constructor(private readonly input: ParsePhaseInput) {
    const { schema, database } = input.context.settings;
    this.node = input.node;
    this.schema = schema;
    this.database = database;
    this.own = input.context.relation({ database, schema, identifier: input.name });
    this.config = new ConfigObject({
      call: (values) => this.recordConfig(values),
      get: (key) => own(mapOf(this.recorded.configCall), key) ?? own(input.projectConfig(), key),
    });
  }

  ref(args: Args): Value {
    const ref = refOf(args);
    if (!this.recorded.refs.some((known) => sameRef(known, ref))) this.recorded.refs.push(ref);
    return this.own;
  }

  source(args: Args): Value {
    const source = sourceOf(args);
    this.recorded.sources.push(source);
    return this.own;
  }

  thisRelation(): Relation {
    return this.own;
  }

  missingVar(): Value {
    return null;
  }

  private recordConfig(values: PlainMap): void {
    const { adapter, settings } = this.input.context;
    const before = this.recorded.configCall;
    const isFirst = Object.keys(before).length === 0;
    const lay = isFirst && versionFacts(settings.dbtVersion).keepsFirstCall ? overwriteConfig : mergeConfigCall;
    this.recorded.configCall = lay(before, values, adapter);
  }
}

export function sameRef(a: Ref, b: Ref): boolean {
  return a.name === b.name && a.package === b.package && a.version === b.version;
}

export function refOf(args: Args): Ref {
  const [first, second, ...rest] = args.positional;
  if (first === undefined || rest.length) throw new JinjaError("ref() takes one or two names");
  const version = args.named.get("version") ?? args.named.get("v") ?? null;
  const names = (second === undefined ? [first] : [first, second]).map((part) => {
    if (typeof part !== "string") throw new JinjaError(`the name given to ref() is '${str(part)}', not a text`);
    return part;
  });
  return {
    name: names.at(-1) ?? "",
    package: names.length > 1 ? (names[0] ?? null) : null,
    version: versionOf(version),
  };
}

function versionOf(value: Value): string | number | null {
  if (value === null || value instanceof Undefined) return null;
  if (value instanceof Float) return value.value;
  return isInt(value) ? Number(value) : str(value);
}

export function sourceOf(args: Args): SourceRef {
  const [source, table, ...rest] = args.positional;
  if (typeof source !== "string" || typeof table !== "string" || rest.length)
    throw new JinjaError("source() takes two names");
  return [source, table];
}

interface ConfigActions {
  call(values: PlainMap): void;
  get(key: string): Plain | undefined;
}

/** `config`: called it records, `config.get` and `config.require` read. */
export class ConfigObject extends HostObject {
  readonly typeName = "ParseConfigObject";
  constructor(private readonly actions: ConfigActions) {
    super();
  }

  override call(args: Args): Value {
    const given = toPlain(args.positional[0] ?? new Dict());
    const named = toPlain(new Dict(args.named));
    if (isMap(given)) this.actions.call(given);
    if (isMap(named) && Object.keys(named).length) this.actions.call(named);
    return "";
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case "get":
        return new Callable(name, (args) => this.read(args));
      case "require":
        return new Callable(name, (args) => this.read(args));
      case "set":
        return new Callable(name, (args) => this.set(args));
      case "persist_relation_docs":
      case "persist_column_docs":
        return new Callable(name, () => false);
      default:
        return undefined;
    }
  }

  private read(args: Args): Value {
    const value = this.actions.get(str(args.get(0, "name", "")));
    return value === undefined || value === null ? args.get(1, "default", null) : fromPlain(value);
  }

  private set(args: Args): Value {
    const values = emptyMap();
    values[str(args.positional[0] ?? "")] = toPlain(args.positional[1] ?? null);
    this.actions.call(values);
    return "";
  }
}
