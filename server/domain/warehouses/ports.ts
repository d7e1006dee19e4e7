import type { JsonValue } from "@/server/hcl/schema";

/** What a warehouse is signed in to with. */
export interface WarehouseLogin {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** Signs in with settings and out again; false when that is not possible, whatever the reason. Never throws. */
export type TryLogin = (settings: WarehouseSettings) => Promise<boolean>;

/** How to sign in, by slug of the warehouse's type. */
export interface WarehouseLogins {
  readonly [slug: string]: TryLogin | undefined;
}

/** Settings of a stored source or warehouse with its secrets, by the catalog's names. */
export type WarehouseSettings = { readonly [name: string]: JsonValue };

/** A column as a warehouse describes it; the type in the warehouse's own words. */
export interface RelationColumn {
  readonly name: string;
  readonly dataType: string;
}

/** Why a warehouse could not be asked. Texts of the server itself are never passed on: they may repeat a secret. */
export type WarehouseProblem =
  | "settings-missing"
  /** A setting is given that cannot be what it has to be: a host of somebody else's, a key that is none. */
  | "settings-unfit"
  /** The service takes no passwords, and what was given seems to be one. */
  | "password-not-taken"
  | "not-found"
  | "not-allowed"
  | "unreachable"
  | "refused"
  | "no-database"
  /** What was to do the work is not there: a virtual or SQL warehouse, the project of a query. */
  | "no-compute"
  /** It is there, but keeps no catalog of columns. */
  | "not-described"
  | "busy"
  | "too-slow"
  | "too-much"
  | "other";

export type Description =
  /** Columns in their order by the name that was asked for; a relation that is not there has no entry. */
  | { readonly ok: true; readonly relations: ReadonlyMap<string, readonly RelationColumn[]> }
  | { readonly ok: false; readonly problem: WarehouseProblem };

/**
 * Reads the columns of relations, all in one go, and changes nothing. Names are SQL, quoted as the warehouse quotes them,
 * of up to three parts. Never throws for what a server does.
 */
export type DescribeRelations = (settings: WarehouseSettings, names: readonly string[]) => Promise<Description>;

/** How to describe relations, by slug of the warehouse's type. */
export interface WarehouseDescribers {
  readonly [slug: string]: DescribeRelations | undefined;
}
