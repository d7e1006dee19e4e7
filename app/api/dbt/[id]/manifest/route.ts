import { isSameOrigin } from "@/app/_trpc/guard-request";
import { getSignedIn } from "@/server/auth";
import { DomainError } from "@/server/core/errors";
import { database } from "@/server/db";
import { uploadManifest } from "@/server/domain/dbt-models/upload-manifest";
import { contextFor } from "@/server/domain/workspaces/context-for";
import { env } from "@/server/env";
import { createDbtEngine } from "@/server/integrations/dbt/engine";
import { readBody } from "@/server/request-body";

const mostBytes = 200 * 1024 * 1024;

const refuse = (status: number, message: string, more: object = {}) => Response.json({ message, ...more }, { status });

const statuses = { forbidden: 403, "not-found": 404, invalid: 422 } as const;

/**
 * Takes a manifest.json from its page: the file is the body, plain or gzip, with `?workspace=…&commit=…`. Files of this
 * size do not go through the API of the other forms.
 */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if (!isSameOrigin(request, env().TRIBUTARY_URL)) return refuse(403, "This request comes from another site.");
  const account = await getSignedIn();
  if (!account) return refuse(401, "You are not signed in.");
  const { db } = database();
  const { searchParams } = new URL(request.url);
  try {
    const ctx = await contextFor(db, { slug: searchParams.get("workspace") ?? "", account, origin: "ui" });
    const content = await readBody(request, mostBytes);
    if (content === null) return refuse(413, "This manifest is larger than 200 MB.");
    const { id: projectId } = await params;
    const commit = searchParams.get("commit");
    return Response.json(await uploadManifest(ctx, createDbtEngine(), { projectId, content, commit }));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, next, fields } = error;
    return refuse(statuses[code as keyof typeof statuses] ?? 409, message, { next, fields });
  }
}
