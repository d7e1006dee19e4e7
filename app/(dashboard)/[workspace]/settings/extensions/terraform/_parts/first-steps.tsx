import { CodeBlock } from "@/app/_ui/code-block";
import { Link } from "@/app/_ui/link";
import { rolesWith } from "@/server/core/permissions";
import { cloneTree, exportTree, flattenInto, planFolder, type Tree } from "./commands";
import { Mono, Step } from "./step";

const owners = rolesWith("access:manage").join(" or ");

export function TokenStep({ tokensHref }: { tokensHref: string | null }) {
  return (
    <Step number={1} title="Get a token">
      <p>
        {tokensHref ? (
          <>
            <Link href={tokensHref}>Create an API token</Link> with the scope Workspace Owner
          </>
        ) : (
          <>Ask a {owners} for an API token with the scope Workspace Owner</>
        )}{" "}
        and put it into the environment. Terraform never needs it in a file.
      </p>
      <CodeBlock code="export PUBLIC_API_TOKEN=…" language="shell" title="In the shell, or among your CI's secrets" />
    </Step>
  );
}

export function FilesStep({ slug, tree, gitSyncHref }: { slug: string; tree: Tree | null; gitSyncHref: string }) {
  return (
    <Step number={2} title="Get the files">
      {tree ? (
        <>
          <p>Git Sync keeps them in this repository, always as the workspace is.</p>
          <CodeBlock code={cloneTree(tree)} language="shell" title="From Git" />
          <p>Without Git, on the machine that Tributary runs on:</p>
        </>
      ) : (
        <p>
          <Link href={gitSyncHref}>Git Sync</Link> is not set up: with it, the files stand in a repository and follow
          every change. Until then, write them to a folder on the machine that Tributary runs on:
        </p>
      )}
      <CodeBlock code={exportTree(slug)} language="shell" title="Into a folder" />
    </Step>
  );
}

export function FolderStep({ slug }: { slug: string }) {
  return (
    <Step number={3} title="Bring them into one folder">
      <p>
        Terraform reads one folder and no folders inside of it, so the files are copied side by side:{" "}
        <Mono>sources/web.tf</Mono> becomes <Mono>sources-web.tf</Mono>. Run it again after each change of the tree.
      </p>
      <CodeBlock code={flattenInto(planFolder(slug))} language="shell" title="In the folder of the tree" />
    </Step>
  );
}
