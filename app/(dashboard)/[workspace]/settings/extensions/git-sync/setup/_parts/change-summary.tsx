import { apiFor, orNotFound } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { DescriptionList } from "@/app/_ui/description-list";
import { formatCount } from "@/app/_ui/format";
import { Notice } from "@/app/_ui/notice";
import { place } from "../../../_parts/place";
import { SaveSetup } from "./save-setup";
import { type SetupState, setupHref } from "./setup-state";

export interface ChangeSummaryProps {
  workspace: string;
  state: SetupState;
  connectionId: string;
}

/** Last step of a change: what becomes another, and what that means for the files. */
export async function ChangeSummary({ workspace, state, connectionId }: ChangeSummaryProps) {
  const api = await apiFor();
  const { url, branch, folder: path } = state;
  const [sync, connection, plan] = await Promise.all([
    orNotFound(api.gitSync.find({ workspace })),
    orNotFound(api.gitConnections.get({ workspace, id: connectionId })),
    orNotFound(api.gitSync.planUpdate({ workspace, connectionId, url, branch, path })),
  ]);
  if (sync === null) return <Notice kind="warning">Git Sync was removed meanwhile.</Notice>;
  const backHref = setupHref(place(workspace).wizard("change"), state, { step: "repository" });
  const facts = [
    { term: "Git connection", before: sync.connection.name, now: connection.name },
    { term: "Repository", before: sync.url, now: url, mono: true },
    { term: "Branch", before: sync.branch, now: branch, mono: true },
    { term: "Folder", before: folderName(sync.path), now: folderName(path), mono: sync.path !== "" && path !== "" },
  ].map(({ term, ...each }) => ({ term, value: <Difference {...each} /> }));
  return (
    <div className="max-w-3xl space-y-5">
      <DescriptionList facts={facts} />
      {plan.changes ? (
        <>
          <WhatHappens elsewhere={plan.elsewhere} enabled={sync.enabled} pending={sync.pending} from={sync} />
          <SaveSetup {...{ workspace, connectionId, url, branch, path, backHref }} flow="change" />
        </>
      ) : (
        <>
          <Notice>This is how Git Sync is set up now: there is nothing to save.</Notice>
          <ButtonLink href={backHref}>Back</ButtonLink>
        </>
      )}
    </div>
  );
}

const folderName = (path: string) => (path === "" ? "Top of the repository" : `${path}/`);

function Difference({ before, now, mono }: { before: string; now: string; mono?: boolean }) {
  const looks = mono ? "font-mono text-sm" : "";
  if (before === now) return <bdi className={looks}>{now}</bdi>;
  return (
    <>
      <ins className={`font-medium no-underline ${looks}`}>
        <bdi>{now}</bdi>
      </ins>
      <span className="block text-sm text-ink-muted">
        instead of{" "}
        <del className={`no-underline ${looks}`}>
          <bdi>{before}</bdi>
        </del>
      </span>
    </>
  );
}

interface WhatHappensProps {
  elsewhere: boolean;
  enabled: boolean;
  pending: number;
  from: { readonly url: string; readonly branch: string; readonly path: string };
}

function WhatHappens(props: WhatHappensProps) {
  return (
    <section aria-labelledby="what-happens">
      <h3 id="what-happens" className="font-medium">
        What happens when you save
      </h3>
      <ul className="mt-1 list-disc space-y-1 pl-5 text-ink-muted">
        <li>The connection is tested once more. If it does not work, nothing is changed.</li>
        {props.elsewhere ? <AtNewPlace {...props} /> : <AtSamePlace {...props} />}
      </ul>
    </section>
  );
}

function AtNewPlace({ enabled, from }: WhatHappensProps) {
  return (
    <>
      <li>
        The next run is a full sync to the new place. It starts at once: one commit that writes every resource. Files
        there that are not ours are not touched.
      </li>
      <li>
        Nothing is pushed any more to <bdi className="font-mono text-sm wrap-anywhere">{from.url}</bdi>, branch{" "}
        <bdi className="font-mono text-sm">{from.branch}</bdi>
        {from.path === "" ? null : (
          <>
            , folder <bdi className="font-mono text-sm">{from.path}/</bdi>
          </>
        )}
        . Its files and history stay as they are.
      </li>
      <li>
        {enabled
          ? "From then on each change is a commit there, by whoever made it."
          : "Git Sync stays off: only this full sync is pushed. Later changes wait until it is switched on."}
      </li>
    </>
  );
}

function AtSamePlace({ enabled, pending }: WhatHappensProps) {
  return (
    <>
      <li>The repository, branch and folder stay the same, so Git Sync goes on where it is, without a full sync.</li>
      {pending > 0 ? (
        <li>
          {formatCount(pending, "change")} waiting:{" "}
          {enabled ? "pushed at once, in order." : "pushed, in order, when Git Sync is switched on."}
        </li>
      ) : null}
    </>
  );
}
