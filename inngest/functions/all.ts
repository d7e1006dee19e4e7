import { dbtBranchCheck } from "./dbt-branch-check";
import { dbtModelSync } from "./dbt-model-sync";
import { dbtSweep } from "./dbt-sweep";
import { gitSyncSweep } from "./git-sync-sweep";
import { gitSyncWork } from "./git-sync-work";

/** Every durable function; both executors serve this list. */
export const functions = [gitSyncWork, gitSyncSweep, dbtModelSync, dbtBranchCheck, dbtSweep];
