"use client";

import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { formatCount } from "@/app/_ui/format";
import { TextInput } from "@/app/_ui/text-input";
import { folderText } from "./words";

const mostOffered = 8;

export interface PathFieldProps {
  value: string;
  onChange: (path: string) => void;
  /** Folders that hold a dbt project; null when nobody has looked. */
  candidates: readonly string[] | null;
  error: string | undefined;
  /** Looks for them in the repository. */
  look: { readonly start: () => void; readonly pending: boolean };
}

/** The folder of dbt_project.yml, with those that were found in the repository to take. */
export function PathField({ value, onChange, candidates, error, look }: PathFieldProps) {
  const offered = candidates?.slice(0, mostOffered) ?? [];
  return (
    <Field
      name="path"
      label="Project path"
      help="Folder of dbt_project.yml, from the top of the repository, without the branch. Empty for the top."
      error={error}
    >
      <TextInput
        mono
        name="path"
        value={value}
        maxLength={400}
        placeholder="transform/dbt"
        onChange={(event) => onChange(event.target.value)}
      />
      {candidates === null ? (
        <div className="mt-2">
          <Button size="sm" pending={look.pending} pendingLabel="Looking" onClick={look.start}>
            Look for dbt projects
          </Button>
        </div>
      ) : (
        <div className="mt-2 flex flex-wrap items-center gap-2 text-sm text-ink-muted">
          <span>
            {candidates.length === 0
              ? "No dbt_project.yml was found in this branch."
              : `${formatCount(candidates.length, "dbt project")} found:`}
          </span>
          {offered.map((path) => (
            <Button
              key={path}
              size="sm"
              className="max-w-full"
              aria-pressed={path === value}
              onClick={() => onChange(path)}
            >
              <span className="truncate font-mono">{folderText(path)}</span>
            </Button>
          ))}
          {candidates.length > mostOffered ? <span>and {candidates.length - mostOffered} more</span> : null}
        </div>
      )}
    </Field>
  );
}
