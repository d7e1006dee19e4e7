import type { WarehouseProblem } from "@/server/domain/warehouses/ports";
import { type WarehouseWords, wordsOf } from "./warehouse-words";

/** Why a project's warehouse could not be asked. */
export type CheckProblem = WarehouseProblem | "source-missing" | "type-not-supported";

export interface CheckProblemText {
  readonly title: string;
  readonly next: string;
}

type Say = (words: WarehouseWords) => readonly [title: string, next: string];

const checkPlace = ({ place }: WarehouseWords) => `Check the ${place} of the warehouse source.`;

const texts: { readonly [P in CheckProblem]: Say } = {
  "source-missing": () => [
    "The warehouse source of this project was deleted.",
    "Choose another Reverse ETL warehouse source in the project's settings.",
  ],
  "type-not-supported": () => [
    "Warehouses of this type cannot be asked for their columns.",
    "Snowflake, BigQuery, Databricks, Redshift and Postgres can. The columns are those that the project's files tell.",
  ],
  "settings-missing": (words) => [
    "The warehouse source does not say all that is needed to sign in.",
    `Give ${words.settings} in the source's settings.`,
  ],
  "settings-unfit": (words) => ["The warehouse source has a setting that cannot be used.", words.shapes],
  "password-not-taken": () => [
    "The warehouse's API takes no passwords.",
    "Put a programmatic access token of the user, or an unencrypted private key (PEM), in the source's password.",
  ],
  "not-found": (words) => [`The warehouse's ${words.address} has no address.`, checkPlace(words)],
  "not-allowed": (words) => [
    `The warehouse's ${words.address} leads to an address that must not be connected to.`,
    checkPlace(words),
  ],
  unreachable: (words) => [
    "The warehouse does not take connections from here.",
    `${checkPlace(words)} Its firewall or network policy has to let this server in.`,
  ],
  refused: (words) => [
    "The warehouse refused the sign-in.",
    `Check ${words.signIn} of the warehouse source, and what may be seen with it.`,
  ],
  "no-database": (words) => [
    `The warehouse has no ${words.database} of that name.`,
    `Check the ${words.database} of the warehouse source, and who may see it.`,
  ],
  "no-compute": (words) => [
    `There is no ${words.compute} of that name.`,
    `Check the ${words.compute} of the warehouse source, and who may use it.`,
  ],
  "not-described": (words) => [
    `The ${words.database} keeps no catalog of its columns.`,
    "Only catalogs of Unity Catalog do. The columns are those that the project's files tell.",
  ],
  busy: () => ["The warehouse takes no more requests for now.", "Try again later."],
  "too-slow": () => [
    "The warehouse did not answer in time.",
    "Try again later; one that was stopped may need minutes to start.",
  ],
  "too-much": (words) => ["The warehouse sent more than any description needs, and was cut off.", checkPlace(words)],
  other: () => [
    "The warehouse answered with an error.",
    "Check the warehouse source; its server's log or query history tells what was refused.",
  ],
};

/** A problem for a person: what happened, and what to do at a warehouse of this type. */
export function checkProblemText(problem: CheckProblem, adapter: string): CheckProblemText {
  const [title, next] = texts[problem](wordsOf(adapter));
  return { title, next };
}
