import { CodeBlock } from "@/app/_ui/code-block";
import { atlantisYaml, type Tree } from "./commands";
import { Mono, Step } from "./step";

/** Plans and applies on pull requests of the repository that Git Sync writes to. */
export function AtlantisStep({ slug, tree }: { slug: string; tree: Tree | null }) {
  return (
    <Step number={8} title="Atlantis">
      <p>
        {tree ? (
          <>
            Put this at the top of <Mono>{tree.url}</Mono>, on <Mono>{tree.branch}</Mono>, and{" "}
            <Mono>{tree.path === "" ? "providers.tf" : `${tree.path}/providers.tf`}</Mono> beside the folders, with a
            backend for the state. Git Sync never touches files of others.
          </>
        ) : (
          "With Git Sync set up, put this at the top of its repository, and providers.tf with a backend for the state beside the folders."
        )}
      </p>
      <CodeBlock code={atlantisYaml(slug, tree?.path ?? "")} language="yaml" title="atlantis.yaml" />
      <ul className="list-disc space-y-1 pl-5">
        <li>
          Give Atlantis the token as <Mono>PUBLIC_API_TOKEN</Mono>, and let the repository bring its workflow:{" "}
          <Mono>allow_custom_workflows: true</Mono> and <Mono>allowed_overrides: [workflow]</Mono> on the server&rsquo;s
          side.
        </li>
        <li>
          Edit files in a pull request; Atlantis plans it, and <Mono>atlantis apply</Mono> changes the workspace.
        </li>
        <li>
          Apply before you merge: Git Sync has committed the same change by then, so that the merge brings nothing new.
        </li>
      </ul>
    </Step>
  );
}
