import pg from "pg";

const nameType = 19;
const charType = 18;
const textType = 25;
const nameArray = 1003;
const charArray = 1002;
const textArray = 1009;

type Result = { fields?: { dataTypeID: number }[] };

/** Prisma's schema engine cannot read Postgres' `name` and `"char"` columns: give them back as text. */
function asText<R>(result: R): R {
  for (const field of (result as Result)?.fields ?? []) {
    if (field.dataTypeID === nameType || field.dataTypeID === charType) field.dataTypeID = textType;
    if (field.dataTypeID === nameArray || field.dataTypeID === charArray) field.dataTypeID = textArray;
  }
  return result;
}

type Query = (...args: unknown[]) => unknown;

class CatalogSafeClient extends pg.Client {
  // The driver calls `query` with a promise or with a callback as its last argument: both are served.
  constructor(...args: ConstructorParameters<typeof pg.Client>) {
    super(...args);
    const original = this.query.bind(this) as Query;
    const wrapped: Query = (...queryArgs) => {
      const last = queryArgs.at(-1);
      if (typeof last === "function") {
        const callback = last as (error: unknown, result: unknown) => void;
        return original(...queryArgs.slice(0, -1), (error: unknown, result: unknown) =>
          callback(error, asText(result)),
        );
      }
      const pending = original(...queryArgs);
      return pending instanceof Promise ? pending.then(asText) : pending;
    };
    Object.defineProperty(this, "query", { value: wrapped });
  }
}

/** A pool for Prisma's CLI: one that does not keep the process alive once its work is done. */
export const catalogSafePool = (connectionString: string) =>
  new pg.Pool({ connectionString, allowExitOnIdle: true, max: 2, Client: CatalogSafeClient } as pg.PoolConfig);
