import { TRPCError } from "@trpc/server";
import { apiFor } from "@/app/_trpc/server";

const versions = ["1.6.0", "1.0.4"] as const;

/** A `providers.tf` to put beside the files; `?version=` is one of the provider versions, 1.6.0 when left out. */
export async function GET(request: Request, { params }: { params: Promise<{ workspace: string }> }): Promise<Response> {
  const asked = new URL(request.url).searchParams.get("version") ?? versions[0];
  const version = versions.find((each) => each === asked);
  if (!version) return new Response(`The version is one of ${versions.join(", ")}.\n`, { status: 400 });
  const { workspace } = await params;
  const api = await apiFor();
  try {
    const text = await api.gitSync.providersFile({ workspace, version });
    return new Response(text, {
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "content-disposition": 'attachment; filename="providers.tf"',
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND")
      return new Response("There is no such workspace.\n", { status: 404 });
    throw error;
  }
}
