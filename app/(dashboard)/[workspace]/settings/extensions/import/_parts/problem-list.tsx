import { Card } from "@/app/_ui/card";
import { formatCount } from "@/app/_ui/format";
import { StateBadge } from "@/app/_ui/state-badge";
import { PlainTable } from "../../../../_resources/plain-table";
import { Rest } from "./rest";
import type { ShownPlan } from "./use-import";

/** What is wrong with the tree, where, and what to do. */
export function ProblemList({ plan: { problems, counts } }: { plan: ShownPlan }) {
  if (problems.length === 0) return null;
  return (
    <Card title={`${formatCount(counts.errors, "error")}, ${formatCount(counts.warnings, "warning")}`} flush>
      <PlainTable
        caption="Problems"
        headers={["Problem", "Where", "What is wrong", "What to do"]}
        rows={problems.map(({ level, file, line, message, remedy }, index) => ({
          key: `${index} ${file}`,
          cells: [
            <StateBadge
              key="level"
              state={level === "error" ? "error" : "warning"}
              word={level === "error" ? "Error" : "Warning"}
            />,
            <code key="where" className="font-mono text-sm" dir="ltr">
              {line === null ? file : `${file}:${line}`}
            </code>,
            message,
            remedy,
          ],
        }))}
      />
      <Rest shown={problems.length} all={counts.errors + counts.warnings} />
    </Card>
  );
}
