import { meIn } from "@/app/_trpc/server";
import { allExamples } from "@/server/public-api/reference";

/** Every example as one script of the shell; it names no token. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ workspace: string }> },
): Promise<Response> {
  await meIn((await params).workspace);
  return new Response(allExamples(), {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": 'attachment; filename="examples.sh"',
      "cache-control": "no-store",
    },
  });
}
