import { clsx } from "clsx";
import { apiFor } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { CodeBlock } from "@/app/_ui/code-block";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatCount, formatNumber } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import { place } from "../../../_parts/place";
import { type SetupState, setupHref } from "./setup-state";

/** Third step: how many of each kind the first sync writes, and one file of each to look at. */
export async function PreviewStep({ workspace, state }: { workspace: string; state: SetupState }) {
  const api = await apiFor();
  const { total, kinds, files } = await api.gitSync.preview({ workspace, path: state.folder });
  const path = place(workspace).wizard(state.flow);
  const shown = files.find((file) => file.path === state.file) ?? files[0];
  const below = (directory: string) => (state.folder === "" ? directory : `${state.folder}/${directory}`);
  return (
    <div className="max-w-5xl space-y-4">
      <p>
        The first sync writes {formatCount(total, "file")} in {formatCount(kinds.length, "folder")}, as one commit.
      </p>
      {shown ? (
        <div className="grid items-start gap-4 xl:grid-cols-[15rem_minmax(0,1fr)]">
          <nav aria-label="Kinds of resources" className="overflow-hidden rounded-md border border-line bg-surface">
            <ul className="divide-y divide-line">
              {kinds.map((kind, index) => (
                <li
                  key={kind.kind}
                  className={clsx(
                    "flex items-baseline justify-between gap-3 px-3 py-1.5",
                    files[index] === shown && "bg-accent-soft",
                  )}
                >
                  <span className="min-w-0">
                    <FileLink
                      href={setupHref(path, state, { file: files[index]?.path ?? null })}
                      current={files[index] === shown}
                    >
                      {kind.plural}
                    </FileLink>
                    <code className="block truncate font-mono text-xs text-ink-muted">{below(kind.directory)}/</code>
                  </span>
                  <span className="tabular-nums">{formatNumber(kind.count)}</span>
                </li>
              ))}
            </ul>
          </nav>
          <CodeBlock code={shown.content} language="hcl" title={shown.path} maxHeight="30rem" />
        </div>
      ) : (
        <EmptyState level={3} title="Nothing to write yet">
          The workspace holds no resources. Git Sync can be set up all the same: each one becomes a commit when it is
          made.
        </EmptyState>
      )}
      <div className="flex gap-2">
        <ButtonLink href={setupHref(path, state, { step: "repository" })}>Back</ButtonLink>
        <ButtonLink variant="primary" href={setupHref(path, state, { step: "summary" })}>
          Next
        </ButtonLink>
      </div>
    </div>
  );
}

function FileLink({ href, current, children }: { href: string; current: boolean; children: string }) {
  return current ? (
    <span aria-current="true" className="font-medium first-letter:uppercase">
      {children}
    </span>
  ) : (
    <Link href={href} quiet className="inline-block first-letter:uppercase">
      {children}
    </Link>
  );
}
