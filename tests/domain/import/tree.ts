import type { Ctx } from "@/server/core/ctx";
import { exportTree } from "@/server/domain/export/export-tree";
import type { ImportFile } from "@/server/domain/import/types";

/** What a workspace is exported as: path to text. */
export async function exported(ctx: Ctx): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const { path, content } of exportTree(ctx)) files.set(path, content);
  return files;
}

export const asFiles = (tree: Iterable<readonly [string, string]>): ImportFile[] =>
  [...tree].map(([path, text]) => ({ path, text }));

export const sourceId = "aaaaaaaaaaaaaaaaaaaaa1";
export const destinationId = "614a3c7d791c91c41bae7500";

/** A file as Segment's exports have it; `body` are further attributes. */
export const source = (id = sourceId, body = "", slug = `site-${id}`) => `import {
  to = segment_source.id-${id}
  id = "${id}"
}

resource "segment_source" "id-${id}" {
  enabled  = true
  metadata = { id = "IqDTy1TpoU" }
  name     = "Site"
  settings = jsonencode({})
  slug     = "${slug}"
${body}}`;

export const destination = (settings: string, id = destinationId) => `import {
  to = segment_destination.id-${id}
  id = "${id}"
}

resource "segment_destination" "id-${id}" {
  enabled  = true
  metadata = {
    contacts          = null
    id                = "54521fd925e721e32a72eee1"
    partner_owned     = false
    region_endpoints  = null
    supported_regions = ["somewhere"]
  }
  name      = "Sink"
  settings  = ${settings}
  source_id = "${sourceId}"
}`;
