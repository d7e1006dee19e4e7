import { Card } from "@/app/_ui/card";
import { DescriptionList, type Fact } from "@/app/_ui/description-list";
import { RelativeTime } from "@/app/_ui/relative-time";
import type { SearchParams } from "@/app/_ui/url-state";
import { resourceKinds } from "@/server/core/kinds/table";
import { items } from "@/server/core/kinds/values";
import type { ResourceDetail } from "@/server/domain/resources/get-resource";
import { AttributeBlock } from "./attribute-block";
import { AttributeValue } from "./attribute-value";
import { resourceHref } from "./hrefs";
import { loadContext } from "./load-context";
import { RuleList } from "./rule-list";
import { splitAttributes } from "./split-attributes";
import { UsageCards, type Usages } from "./usages";

export interface OverviewTabProps {
  slug: string;
  resource: ResourceDetail;
  usages: Usages;
  params: SearchParams;
}

/** The attributes of a resource, what it uses and what uses it. */
export async function OverviewTab({ slug, resource, usages, params }: OverviewTabProps) {
  const kind = resourceKinds[resource.kind];
  const context = await loadContext(slug, resource);
  const { facts, blocks } = splitAttributes(kind, resource.state);
  const shown: Fact[] = facts.map(({ name, attribute, value }) => ({
    term: attribute.label,
    value: <AttributeValue path={name} attribute={attribute} value={value} context={context} />,
  }));
  return (
    <div className="space-y-4">
      <Card>
        <DescriptionList facts={[...shown, ...changeFacts(resource)]} />
      </Card>
      {blocks.map((block) =>
        block.name === "rules" ? (
          <RuleList
            key="rules"
            rules={items(block.value)}
            path={resourceHref(slug, resource.kind, resource.id)}
            params={params}
          />
        ) : (
          <AttributeBlock key={block.name} {...block} context={context} fieldLabels={context.fieldLabels} />
        ),
      )}
      <UsageCards slug={slug} uses={resource.uses} usedBy={usages} self={resource} />
    </div>
  );
}

const changeFacts = (resource: ResourceDetail): Fact[] => [
  { term: "Created", value: <RelativeTime at={resource.createdAt} /> },
  {
    term: "Last change",
    value: (
      <>
        <RelativeTime at={resource.updatedAt} /> by <bdi>{resource.updatedBy}</bdi>
      </>
    ),
  },
];
