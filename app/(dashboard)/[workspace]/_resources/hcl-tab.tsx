import { apiFor } from "@/app/_trpc/server";
import { CodeBlock } from "@/app/_ui/code-block";
import type { ResourceDetail } from "@/server/domain/resources/get-resource";

/** The file that Git Sync writes for a resource, byte for byte. */
export async function HclTab({ slug, resource }: { slug: string; resource: ResourceDetail }) {
  const { kind, id } = resource;
  const { path, text } = await (await apiFor()).resources.hcl({ workspace: slug, kind, id });
  return <CodeBlock code={text} language="hcl" title={path} maxHeight="none" />;
}
