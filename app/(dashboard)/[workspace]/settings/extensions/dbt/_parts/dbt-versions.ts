import type { DbtVersion } from "@/server/dbt/settings";

/** In the order of their release; a missing one does not compile. */
const known: { readonly [V in DbtVersion]: true } = {
  "1.7": true,
  "1.8": true,
  "1.9": true,
  "1.10": true,
  "1.11": true,
};

export const dbtVersions = Object.keys(known) as DbtVersion[];
