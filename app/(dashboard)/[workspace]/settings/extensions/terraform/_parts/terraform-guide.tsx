import { apiFor, meIn } from "@/app/_trpc/server";
import { isAllowed } from "@/server/core/permissions";
import { publicApiUrl } from "@/server/public-api/public-api";
import { place } from "../../_parts/place";
import { AtlantisStep } from "./atlantis-step";
import { FilesStep, FolderStep, TokenStep } from "./first-steps";
import { ApplyStep, PlanStep, ProviderStep } from "./plan-steps";
import { SecretsStep } from "./secrets-step";

/** The steps with this workspace's own address, repository and numbers. */
export async function TerraformGuide({ workspace }: { workspace: string }) {
  const api = await apiFor();
  const [{ access }, sync, { style }, counts] = await Promise.all([
    meIn(workspace),
    api.gitSync.find({ workspace }),
    api.gitSync.secretsStyle({ workspace }),
    api.resources.counts({ workspace }),
  ]);
  const at = place(workspace);
  const tree = sync && { url: sync.url, branch: sync.branch, path: sync.path };
  return (
    <ol className="max-w-4xl space-y-4">
      <TokenStep tokensHref={isAllowed(access, "access:manage") ? at.apiTokens : null} />
      <FilesStep slug={workspace} tree={tree} gitSyncHref={at.gitSync} />
      <FolderStep slug={workspace} />
      <ProviderStep url={publicApiUrl()} providersFile={at.providersFile} />
      <PlanStep imports={importable(counts)} style={style} />
      <ApplyStep hasSync={sync !== null} />
      <SecretsStep style={style} gitSyncHref={at.gitSync} />
      <AtlantisStep slug={workspace} tree={tree} />
    </ol>
  );
}

/** Terraform's provider can import every kind but one. */
function importable(counts: { readonly [kind: string]: number }): number {
  return Object.entries(counts).reduce(
    (sum, [kind, count]) => sum + (kind === "source_warehouse_connection" ? 0 : count),
    0,
  );
}
