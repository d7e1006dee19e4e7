import { database } from "@/server/db";
import { receivePush } from "@/server/domain/dbt-models/receive-push";
import { readBody } from "@/server/request-body";

/** Hosts cut their payloads far below; a larger one is found by the regular look at the branch. */
const mostBytes = 5 * 1024 * 1024;

/** Takes pushes from Git hosts. It answers before the branch is looked at, since hosts wait only for seconds. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const body = await readBody(request, mostBytes);
  if (body === null) return Response.json({ message: "This payload is larger than 5 MB." }, { status: 413 });
  const header = (name: string) => request.headers.get(name);
  const answer = await receivePush(database().db, { projectId: id.slice(0, 64), header, body });
  switch (answer.kind) {
    case "accepted":
      return Response.json({ message: "The branch is being looked at." }, { status: 202 });
    case "ignored":
      return Response.json({ message: `Nothing to do: ${answer.reason}.` });
    case "refused":
      return Response.json({ message: "The signature does not fit this webhook's secret." }, { status: 401 });
  }
}
