import type { DescribeRelations, RelationColumn, WarehouseSettings } from "@/server/domain/warehouses/ports";
import { type HttpsLimits, type HttpsPorts, type HttpsSession, httpsPorts, withHttps } from "./https/session";
import { type NamePart, readRelationName } from "./relation-name";

/** A relation, its name as the warehouse keeps it. */
export interface RelationName {
  readonly database: string;
  readonly schema: string;
  readonly name: string;
}

export interface FoundColumn extends RelationColumn {
  readonly relation: RelationName;
}

export interface HttpsDialect<Login> {
  readLogin(settings: WarehouseSettings): Login;
  /** Where relations are whose name does not say it. */
  ownDatabase(login: Login): string;
  fold(part: NamePart): string;
  /** The columns of relations that are there, each relation's in their order; others may be among them. */
  read(session: HttpsSession, login: Login, wanted: readonly RelationName[]): AsyncIterable<FoundColumn>;
}

/** A stopped warehouse starts first, which takes longer than any answer. */
const limitMs = 60_000;

/** Describes relations over a service's API. What `readLogin` cannot use it tells with a WarehouseFailure. */
export const describeOverHttps =
  <Login>(dialect: HttpsDialect<Login>) =>
  (ports: HttpsPorts = httpsPorts, limits: HttpsLimits = { timeoutMs: limitMs }): DescribeRelations =>
  async (settings, names) => {
    const session = await withHttps(ports, limits, async (open) => {
      const login = dialect.readLogin(settings);
      const asked = wantedOf(dialect, dialect.ownDatabase(login), names);
      const found = await collect(dialect.read(open, login, [...new Set(asked.values())]));
      return [...asked].flatMap(([name, wanted]) => {
        const columns = found.get(keyOf(wanted));
        return columns ? [[name, columns] as const] : [];
      });
    });
    return session.ok ? { ok: true, relations: new Map(session.value) } : session;
  };

/** The names that can be read, and what each means. */
function wantedOf<Login>({ fold }: HttpsDialect<Login>, own: string, names: readonly string[]) {
  const asked = new Map<string, RelationName>();
  for (const sql of names) {
    const parts = readRelationName(sql);
    if (!parts) continue;
    const { database, schema, name } = parts;
    asked.set(sql, { database: database ? fold(database) : own, schema: fold(schema), name: fold(name) });
  }
  return asked;
}

const keyOf = ({ database, schema, name }: RelationName) => JSON.stringify([database, schema, name]);

async function collect(columns: AsyncIterable<FoundColumn>): Promise<Map<string, RelationColumn[]>> {
  const found = new Map<string, RelationColumn[]>();
  for await (const { relation, name, dataType } of columns) {
    const key = keyOf(relation);
    const known = found.get(key);
    if (known) known.push({ name, dataType });
    else found.set(key, [{ name, dataType }]);
  }
  return found;
}

/** Relations by what `place` says of each, in the order in which they came. */
export function byPlace<T extends RelationName>(wanted: readonly T[], place: (relation: T) => string) {
  const places = new Map<string, T[]>();
  for (const relation of wanted) {
    const there = places.get(place(relation));
    if (there) there.push(relation);
    else places.set(place(relation), [relation]);
  }
  return places;
}
