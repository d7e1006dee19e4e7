import { redirect } from "next/navigation";
import { listHref } from "../../_resources/hrefs";

export default async function AccessPage({ params }: { params: Promise<{ workspace: string }> }) {
  redirect(listHref((await params).workspace, "user"));
}
