import { DescriptionList, type Fact } from "@/app/_ui/description-list";
import { Identifier } from "@/app/_ui/identifier";
import { Link } from "@/app/_ui/link";
import { RelativeTime } from "@/app/_ui/relative-time";
import { resourceHref } from "../../../../_resources/hrefs";
import { place } from "../../_parts/place";
import { methodName, serviceName, shortSha } from "../../_parts/words";
import type { LinkedProject } from "./load-project";
import { adapterName, databaseWord, folderText } from "./words";

export interface ProjectFactsProps {
  workspace: string;
  project: LinkedProject;
  manage: boolean;
}

const code = (text: string) => <code className="font-mono text-sm">{text}</code>;

/** Where a project's models come from, and with what they are read. */
export function ProjectFacts({ workspace, project, manage }: ProjectFactsProps) {
  const { connection, source, checkedAt } = project;
  const connectionName = manage ? (
    <Link href={place(workspace).connection(connection.id)}>{connection.name}</Link>
  ) : (
    connection.name
  );
  const facts: Fact[] = [
    { term: "Repository", value: <Identifier value={project.url} kind="repository URL" /> },
    { term: "Branch", value: code(project.branch) },
    { term: "Project path", value: project.path === "" ? folderText("") : code(folderText(project.path)) },
    { term: "Commit in force", value: <CommitInForce project={project} /> },
    {
      term: "Git connection",
      value: (
        <>
          <bdi>{connectionName}</bdi>{" "}
          <span className="text-sm text-ink-muted">
            {serviceName(connection.service)}, {methodName(connection.method)}
          </span>
        </>
      ),
    },
    {
      term: "Warehouse source",
      value:
        source.name === null ? (
          "Deleted source"
        ) : (
          <>
            <bdi>
              <Link href={resourceHref(workspace, "source", source.id)}>{source.name}</Link>
            </bdi>{" "}
            <span className="text-sm text-ink-muted">{adapterName(source.adapter)}</span>
          </>
        ),
    },
    { term: databaseWord(source.adapter), value: code(project.database) },
    { term: "Default schema", value: code(project.schema) },
    { term: "Target name", value: code(project.targetName) },
    { term: "Last looked at", value: checkedAt ? <RelativeTime at={checkedAt} /> : "Never" },
    {
      term: "Set up",
      value: (
        <>
          <RelativeTime at={project.createdAt} /> by <span dir="auto">{project.createdBy}</span>
        </>
      ),
    },
  ];
  return <DescriptionList facts={facts} />;
}

function CommitInForce({ project }: { project: LinkedProject }) {
  const { loaded, commitLink } = project;
  if (loaded === null) return <>None yet</>;
  return (
    <>
      {commitLink ? (
        <Link href={commitLink} external className="font-mono text-sm">
          {shortSha(loaded.commit)}
        </Link>
      ) : (
        <Identifier value={loaded.commit} kind="commit id" />
      )}{" "}
      <span className="text-sm text-ink-muted">
        made <RelativeTime at={loaded.committedAt} />
      </span>
    </>
  );
}
