import { CodeBlock } from "@/app/_ui/code-block";
import { Link } from "@/app/_ui/link";
import type { SecretsStyle } from "@/server/core/kinds/secret-variables";
import { Mono, Step } from "./step";

/** What to do about secrets, for the style that the workspace writes them in. */
export function SecretsStep({ style, gitSyncHref }: { style: SecretsStyle; gitSyncHref: string }) {
  return (
    <Step number={7} title="Secrets">
      {style === "masked" ? <Masked /> : <Variables />}
      <p className="text-ink-muted">
        How secrets are written is decided on the page of <Link href={gitSyncHref}>Git Sync</Link>, for exports too.
      </p>
    </Step>
  );
}

function Masked() {
  return (
    <>
      <p>
        This workspace writes secrets <strong>masked</strong>: a setting such as <Mono>&quot;••••••••1234&quot;</Mono>{" "}
        means &ldquo;as it is&rdquo;. Leave it, and every plan and apply keeps the stored secret.
      </p>
      <p>
        To change one, type it in Tributary, or put a variable in its place and give its value in the environment. Never
        write the secret itself into a file.
      </p>
      <CodeBlock
        code={'variable "braze_api_key" {\n  type      = string\n  sensitive = true\n}'}
        language="hcl"
        title="A variable for one secret; its value is TF_VAR_braze_api_key"
      />
    </>
  );
}

function Variables() {
  return (
    <>
      <p>
        This workspace writes each secret as a <strong>variable</strong>; <Mono>variables.tf</Mono> declares them. Give
        every one a value in the environment, as <Mono>TF_VAR_</Mono> and its name, or Terraform asks for it. This lists
        what is needed:
      </p>
      <CodeBlock
        code={`sed -n 's/^variable "\\(.*\\)" {/export TF_VAR_\\1=/p' variables.tf`}
        language="shell"
        title="In the folder"
      />
      <p>
        The first plan shows these resources as changed in place, once: Terraform sends the values, and later plans are
        clean.
      </p>
    </>
  );
}
