import { FolderInput } from "lucide-react";
import { ButtonLink } from "@/app/_ui/button-link";
import { ExtensionCard } from "@/app/_ui/extension-card";
import { place } from "./place";

/** Imports on the page of extensions. */
export function ImportCard({ workspace, manage }: { workspace: string; manage: boolean }) {
  return (
    <ExtensionCard
      name="Import a repository"
      icon={<FolderInput aria-hidden />}
      description="Brings a Git Sync export, ours or Segment's, into this workspace: first as a plan, then in one go."
      state="enabled"
      stateWord="Ready"
      actions={
        manage ? (
          <ButtonLink href={place(workspace).import}>Plan an import</ButtonLink>
        ) : (
          <p className="text-sm text-ink-muted">A Workspace Owner can import.</p>
        )
      }
    />
  );
}
