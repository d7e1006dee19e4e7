import { DescriptionList, type Fact } from "@/app/_ui/description-list";
import { formatCount, formatNumber } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import { RelativeTime } from "@/app/_ui/relative-time";
import { hrefWith } from "@/app/_ui/url-state";
import { shortSha } from "../../_parts/words";
import { dbtPlace } from "./dbt-place";
import type { LinkedProject } from "./load-project";

const types = [
  ["models", "Models", "model"],
  ["seeds", "Seeds", "seed"],
  ["snapshots", "Snapshots", "snapshot"],
  ["sources", "Sources", "source"],
] as const;

/** What the set in force holds, which dbt it is read as, and what manifest helps. */
export function SetFacts({ workspace, project }: { workspace: string; project: LinkedProject }) {
  const { loaded, manifest, id } = project;
  const models = dbtPlace(workspace).models(id);
  const counted: Fact[] = loaded
    ? types
        .filter(([key]) => key === "models" || loaded.counts[key] > 0)
        .map(([key, term, type]) => ({
          term,
          value: (
            <Link href={hrefWith(models, {}, { type: type === "model" ? null : type })} className="tabular-nums">
              {formatNumber(loaded.counts[key])}
            </Link>
          ),
        }))
    : [];
  const facts: Fact[] = [
    ...counted,
    ...(loaded && loaded.counts.disabled > 0
      ? [{ term: "Disabled", value: <span className="tabular-nums">{formatNumber(loaded.counts.disabled)}</span> }]
      : []),
    { term: "dbt version", value: `Core ${project.dbtVersion}` },
    ...(loaded?.projectName ? [{ term: "Name in dbt", value: <bdi>{loaded.projectName}</bdi> }] : []),
    ...(loaded ? [{ term: "Loaded", value: <RelativeTime at={loaded.loadedAt} /> }] : []),
    { term: "Manifest", value: manifest ? <ManifestFact manifest={manifest} /> : "None: read from the files" },
    ...(project.warehouseCheck ? [{ term: "Warehouse", value: <CheckFact check={project.warehouseCheck} /> }] : []),
  ];
  return <DescriptionList facts={facts} />;
}

/** Whether the warehouse confirmed the columns after the last sync. */
function CheckFact({ check }: { check: NonNullable<LinkedProject["warehouseCheck"]> }) {
  const when = (
    <span className="block text-sm text-ink-muted">
      Asked <RelativeTime at={check.at} />
    </span>
  );
  if (!check.ok)
    return (
      <>
        {check.title}
        <span className="block text-sm text-ink-muted">{check.next}</span>
        {when}
      </>
    );
  return (
    <>
      {check.found === check.asked
        ? `Has all ${formatCount(check.asked, "relation")} and confirmed their columns`
        : `Has ${formatNumber(check.found)} of ${formatCount(check.asked, "relation")}, whose columns it confirmed`}
      {when}
    </>
  );
}

function ManifestFact({ manifest }: { manifest: NonNullable<LinkedProject["manifest"]> }) {
  return (
    <>
      v{manifest.schemaVersion}
      {manifest.dbtVersion ? `, dbt ${manifest.dbtVersion}` : null}
      {manifest.commit ? `, of ${shortSha(manifest.commit)}` : null}
      <span className="block text-sm text-ink-muted">
        Uploaded <RelativeTime at={manifest.uploadedAt} /> by <bdi>{manifest.uploadedBy}</bdi>
      </span>
    </>
  );
}
