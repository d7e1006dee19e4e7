/** What a warehouse's users call its parts, for sentences about them. */
export interface WarehouseWords {
  /** The settings that say where it is. */
  readonly place: string;
  /** The one that becomes the name of a host. */
  readonly address: string;
  readonly settings: string;
  readonly signIn: string;
  readonly database: string;
  readonly compute: string;
  /** What settings have to look like. */
  readonly shapes: string;
}

const server: WarehouseWords = {
  place: "hostname and port",
  address: "hostname",
  settings: "hostname, port, database, username and password",
  signIn: "username and password",
  database: "database",
  compute: "server",
  shapes: "Check all of the source's settings.",
};

const words: { readonly [adapter: string]: WarehouseWords | undefined } = {
  snowflake: {
    place: "account",
    address: "account",
    settings: "account, database, warehouse, username and password (a programmatic access token or a private key)",
    signIn: "account, username and password (a programmatic access token or a private key)",
    database: "database",
    compute: "virtual warehouse",
    shapes:
      "The account is an identifier such as orgname-accountname or xy12345.eu-central-1; a private key is RSA in PEM and has no passphrase.",
  },
  bigquery: {
    place: "credentials",
    address: "API",
    settings: "credentials",
    signIn: "credentials",
    database: "project",
    compute: "project to run queries in",
    shapes: "The credentials are a service account's key, as the JSON file that Google Cloud makes.",
  },
  databricks: {
    place: "hostname",
    address: "hostname",
    settings: "hostname, HTTP path, OAuth client id and secret (or a personal access token as the secret alone)",
    signIn: "OAuth client id and secret",
    database: "catalog",
    compute: "SQL warehouse",
    shapes:
      "The hostname is the workspace's, such as dbc-a1b2.cloud.databricks.com, the port 443, and the HTTP path a SQL warehouse's: /sql/1.0/warehouses/…",
  },
};

export const wordsOf = (adapter: string): WarehouseWords =>
  (Object.hasOwn(words, adapter) ? words[adapter] : undefined) ?? server;
