import type { WarehouseProblem } from "@/server/domain/warehouses/ports";

/** Why a project's warehouse could not be asked. */
export type CheckProblem = WarehouseProblem | "source-missing" | "type-not-supported";

export interface CheckProblemText {
  readonly title: string;
  readonly next: string;
}

const checkHost = "Check the hostname and port of the warehouse source.";

/** Each problem for a person: what happened, and what to do. */
export const checkProblemTexts: { readonly [P in CheckProblem]: CheckProblemText } = {
  "source-missing": {
    title: "The warehouse source of this project was deleted.",
    next: "Choose another Reverse ETL warehouse source in the project's settings.",
  },
  "type-not-supported": {
    title: "Warehouses of this type cannot be asked for their columns yet.",
    next: "Postgres and Redshift can. Until then the columns are those that the project's files tell.",
  },
  "settings-missing": {
    title: "The warehouse source does not say all that is needed to sign in.",
    next: "Give hostname, port, database, username and password in the source's settings.",
  },
  "not-found": { title: "The warehouse's hostname has no address.", next: checkHost },
  "not-allowed": {
    title: "The warehouse's hostname leads to an address that must not be connected to.",
    next: checkHost,
  },
  unreachable: {
    title: "The warehouse does not take connections from here.",
    next: `${checkHost} Its firewall has to let this server in.`,
  },
  refused: {
    title: "The warehouse refused the sign-in.",
    next: "Check username and password of the warehouse source, and what its user may see.",
  },
  "no-database": {
    title: "The warehouse has no database of that name.",
    next: "Check the database of the warehouse source.",
  },
  "too-slow": { title: "The warehouse did not answer in time.", next: "Try again later." },
  "too-much": {
    title: "The warehouse sent more than any description needs, and was cut off.",
    next: checkHost,
  },
  other: {
    title: "The warehouse answered with an error.",
    next: "Check the warehouse source; its server's log tells what was refused.",
  },
};
