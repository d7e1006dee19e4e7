import { apiFor, orNotFound } from "@/app/_trpc/server";
import { DescriptionList } from "@/app/_ui/description-list";
import { formatCount } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import { CheckSteps } from "../../../_parts/check-steps";
import { place } from "../../../_parts/place";
import { methodName, serviceName } from "../../../_parts/words";
import { SaveSetup } from "./save-setup";
import { type SetupState, setupHref } from "./setup-state";

export interface SummaryStepProps {
  workspace: string;
  state: SetupState;
  connectionId: string;
}

/** Last step: what was chosen, and what Save does. */
export async function SummaryStep({ workspace, state, connectionId }: SummaryStepProps) {
  const api = await apiFor();
  const [connection, services, preview] = await Promise.all([
    orNotFound(api.gitConnections.get({ workspace, id: connectionId })),
    api.gitConnections.services({ workspace }),
    api.gitSync.preview({ workspace, path: state.folder }),
  ]);
  const mono = (text: string) => <code className="font-mono text-sm">{text}</code>;
  const remarks = (connection.lastTest ?? []).filter(
    (step) => step.status === "warning" || step.status === "inconclusive",
  );
  return (
    <div className="max-w-3xl space-y-5">
      <DescriptionList
        facts={[
          {
            term: "Git connection",
            value: (
              <Link href={place(workspace).connection(connection.id)}>
                <bdi>{connection.name}</bdi>
              </Link>
            ),
          },
          { term: "Service", value: `${serviceName(connection.service, services)}, ${methodName(connection.method)}` },
          { term: "Repository", value: mono(state.url) },
          { term: "Branch", value: mono(state.branch) },
          { term: "Folder", value: state.folder === "" ? "Top of the repository" : mono(`${state.folder}/`) },
          { term: "First sync", value: `${formatCount(preview.total, "file")} in one commit` },
        ]}
      />
      {remarks.length > 0 ? (
        <section aria-labelledby="remarks" className="space-y-2">
          <h3 id="remarks" className="font-medium">
            The test passed, with remarks
          </h3>
          <CheckSteps steps={remarks} />
        </section>
      ) : null}
      <section aria-labelledby="what-happens">
        <h3 id="what-happens" className="font-medium">
          What happens when you save
        </h3>
        <ul className="mt-1 list-disc space-y-1 pl-5 text-ink-muted">
          <li>The connection is tested once more.</li>
          <li>
            The first sync starts at once: one commit that writes every resource. Files that are not ours are not
            touched.
          </li>
          <li>From then on each change is a commit of its own, by whoever made the change.</li>
        </ul>
      </section>
      <SaveSetup
        workspace={workspace}
        flow={state.flow}
        connectionId={connectionId}
        url={state.url}
        branch={state.branch}
        path={state.folder}
        backHref={setupHref(place(workspace).wizard(state.flow), state, { step: "preview" })}
      />
    </div>
  );
}
