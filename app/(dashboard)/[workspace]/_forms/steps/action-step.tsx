import { apiFor, orNotFound } from "@/app/_trpc/server";
import { Link } from "@/app/_ui/link";
import { hrefWith, type SearchParams } from "@/app/_ui/url-state";
import type { OfferedAction } from "@/server/domain/resource-forms/list-mapping-actions";
import { ActionIdForm } from "./action-id-form";

interface ActionStepProps {
  readonly slug: string;
  readonly path: string;
  readonly params: SearchParams;
  readonly destinationId: string;
}

/** The actions of a destination, each with the presets that a mapping can begin with. */
export async function ActionStep({ slug, path, params, destinationId }: ActionStepProps) {
  const api = await apiFor();
  const { destination, actions } = await orNotFound(api.forms.mappingActions({ workspace: slug, destinationId }));
  const href = (id: string, preset?: string) => hrefWith(path, params, { action_id: id, preset: preset ?? null });
  const offered = actions.filter((action) => !action.hidden);
  const hidden = actions.filter((action) => action.hidden);
  const list = (some: readonly OfferedAction[]) => (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface">
      {some.map((action) => (
        <ActionChoice key={action.id} action={action} href={href} />
      ))}
    </ul>
  );
  return (
    <section aria-labelledby="choose" className="max-w-3xl space-y-4">
      <h2 id="choose" className="text-lg font-semibold">
        What should <bdi>{destination.title}</bdi> do?
      </h2>
      {offered.length > 0 ? list(offered) : <p>The catalog knows no actions of this destination.</p>}
      {hidden.length > 0 ? (
        <details>
          <summary className="cursor-default font-medium">Older and internal actions ({hidden.length})</summary>
          <div className="mt-2">{list(hidden)}</div>
        </details>
      ) : null}
      <ActionIdForm path={path} params={params} />
    </section>
  );
}

interface ActionChoiceProps {
  readonly action: OfferedAction;
  readonly href: (id: string, preset?: string) => string;
}

function ActionChoice({ action, href }: ActionChoiceProps) {
  return (
    <li className="space-y-1 px-3 py-2">
      <p className="font-medium">
        <Link href={href(action.id)}>{action.name}</Link>
      </p>
      <p className="text-sm text-ink-muted">{action.description}</p>
      {action.presets.length > 0 ? (
        <p className="flex flex-wrap gap-x-3 text-sm">
          <span className="text-ink-muted">Begin with</span>
          {action.presets.map((preset) => (
            <Link key={preset.name} href={href(action.id, preset.name)}>
              {preset.name}
            </Link>
          ))}
        </p>
      ) : null}
    </li>
  );
}
