import { Badge } from "@/app/_ui/badge";
import { CopyButton } from "@/app/_ui/copy-button";
import { DescriptionList, type Fact } from "@/app/_ui/description-list";
import { Link } from "@/app/_ui/link";
import { shortSha } from "../../../../_parts/words";
import type { ViewedModel } from "./model-frame";

const given = (term: string, value: Fact["value"] | null): Fact[] =>
  value === null || value === "" ? [] : [{ term, value }];

/** What a model is to dbt and to the warehouse, and where its file is. */
export function ModelFacts({ model }: { model: ViewedModel }) {
  const { relation, code, version } = model;
  return (
    <DescriptionList
      facts={[
        {
          term: "Relation",
          value: relation.name ? <Copied text={relation.name} kind="relation name" /> : "None",
        },
        { term: "Materialization", value: model.materialized },
        { term: "Type", value: model.resourceType },
        ...given(
          "Version",
          version === null ? null : `${version}${model.isLatest ? ", the latest" : ", not the latest"}`,
        ),
        ...given("Deprecated from", model.deprecationDate),
        { term: "Access", value: model.access },
        ...given("Group", model.group),
        ...given(
          "Tags",
          model.tags.length === 0 ? null : (
            <span className="flex flex-wrap gap-1">
              {model.tags.map((tag) => (
                <Badge key={tag}>{tag}</Badge>
              ))}
            </span>
          ),
        ),
        { term: "Package", value: <bdi>{model.packageName}</bdi> },
        { term: "File", value: <File model={model} /> },
        ...given(
          "At commit",
          code.commit === "" ? null : <code className="font-mono text-sm">{shortSha(code.commit)}</code>,
        ),
      ]}
    />
  );
}

/** Whole, over several lines where it has to be: the end of a path or relation is what tells it from others. */
function Copied({ text, kind }: { text: string; kind: string }) {
  return (
    <>
      <code dir="ltr" className="font-mono text-sm wrap-anywhere">
        {text}
      </code>{" "}
      <CopyButton text={text} label={`Copy ${kind}`} />
    </>
  );
}

function File({ model: { code, fileLink } }: { model: ViewedModel }) {
  if (!fileLink) return <Copied text={code.file} kind="file path" />;
  return (
    <Link href={fileLink} external className="font-mono text-sm wrap-anywhere">
      {code.file}
    </Link>
  );
}
