import type { SearchParams } from "@/app/_ui/url-state";
import type { ResourceKind } from "@/server/core/kinds/types";
import { ActionStep } from "./action-step";
import { CatalogStep } from "./catalog-step";
import { ResourceStep } from "./resource-step";
import type { Start, Step } from "./start";

interface FormStepsProps {
  readonly slug: string;
  readonly kind: ResourceKind;
  readonly step: Step;
  readonly start: Start;
  readonly params: SearchParams;
}

/** One choice before the form. Each is a page of its own, so that *Back* loses nothing and a step can be shared. */
export function FormSteps({ slug, kind, step, start, params }: FormStepsProps) {
  const path = `/${encodeURIComponent(slug)}/${kind.route}/new`;
  switch (step) {
    case "type":
      return kind.catalog ? <CatalogStep slug={slug} catalog={kind.catalog} path={path} params={params} /> : null;
    case "destination":
      return (
        <ResourceStep
          slug={slug}
          path={path}
          params={params}
          kind="destination"
          param="destination_id"
          question="Which destination is it for?"
        />
      );
    case "function":
      return (
        <ResourceStep
          slug={slug}
          path={path}
          params={params}
          kind="function"
          param="function_id"
          question="Which insert function?"
        />
      );
    case "action":
      return <ActionStep slug={slug} path={path} params={params} destinationId={start.given.destination_id ?? ""} />;
  }
}
