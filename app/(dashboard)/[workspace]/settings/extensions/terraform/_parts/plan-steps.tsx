import { ButtonLink } from "@/app/_ui/button-link";
import { CodeBlock } from "@/app/_ui/code-block";
import type { SecretsStyle } from "@/server/core/kinds/secret-variables";
import { providersTf } from "@/server/hcl/providers-tf";
import { firstPlan } from "./commands";
import { Mono, Step } from "./step";

export interface ProviderStepProps {
  url: string;
  providersFile: (version: string) => string;
}

export function ProviderStep({ url, providersFile }: ProviderStepProps) {
  return (
    <Step number={4} title="Name the provider">
      <p>Put this beside the files. It is Segment&rsquo;s own provider, told where this workspace is.</p>
      <CodeBlock code={providersTf({ version: "1.6.0", url })} language="hcl" title="providers.tf" />
      <p className="text-ink-muted">
        Use 1.6.0. Version 1.0.4 works where it is pinned: it repeats no request that fails, takes at most 200 rules in
        a tracking plan, and does not know the schedules of mappings, so leave <Mono>reverse_etl_schedule</Mono> out
        there. These files read the address from <Mono>PUBLIC_API_URL</Mono>:
      </p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink size="sm" download href={providersFile("1.6.0")}>
          providers.tf for 1.6.0
        </ButtonLink>
        <ButtonLink size="sm" download href={providersFile("1.0.4")}>
          For 1.0.4
        </ButtonLink>
      </div>
    </Step>
  );
}

export function PlanStep({ imports, style }: { imports: number; style: SecretsStyle }) {
  return (
    <Step number={5} title="Plan">
      <p>Terraform 1.5 or newer reads import blocks.</p>
      <CodeBlock code={"terraform init\nterraform plan -out plan.out"} language="shell" title="In the folder" />
      <p>
        The files carry import blocks, so the first plan takes over what is there and changes nothing. It ends with this
        line; anything else than imports is a difference between the files and the workspace
        {style === "variables" ? ", but for resources with secrets, which are changed in place once" : ""}.
      </p>
      <CodeBlock code={firstPlan(imports)} title="What a clean first plan says" />
      <p className="text-ink-muted">
        Warehouse connections cannot be imported by the provider: their files say count = 0, and Terraform leaves them
        alone.
      </p>
    </Step>
  );
}

export function ApplyStep({ hasSync }: { hasSync: boolean }) {
  return (
    <Step number={6} title="Apply">
      <CodeBlock code="terraform apply plan.out" language="shell" title="In the folder" />
      <p>
        The first apply only writes Terraform&rsquo;s state. From then on edit a file, plan and apply: the workspace
        changes at once, and its history names the token.
        {hasSync ? " Git Sync commits the change as well, so pull before the next edit." : ""}
      </p>
    </Step>
  );
}
