import type { Db, Tx } from "@/server/core/ctx";
import type { ResourceState } from "@/server/hcl/schema";

export interface NamingModel {
  readonly id: string;
  readonly title: string;
  readonly enabled: boolean | null;
  readonly state: ResourceState;
}

/** Reverse ETL models on a source in whose query a word stands somewhere, in any case, by title; 500 at most. */
export const listModelsNaming = (
  db: Db | Tx,
  workspaceId: string,
  sourceId: string,
  word: string,
): Promise<NamingModel[]> => db.$queryRaw<NamingModel[]>`
  SELECT id, title, enabled, state FROM "Resource"
  WHERE "workspaceId" = ${workspaceId} AND kind = 'reverse_etl_model' AND state->>'source_id' = ${sourceId}
    AND strpos(lower(state->>'query'), ${word.toLowerCase()}) > 0
  ORDER BY title, id LIMIT 500`;
