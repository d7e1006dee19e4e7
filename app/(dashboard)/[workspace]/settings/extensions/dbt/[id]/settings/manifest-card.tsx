"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { formatCount } from "@/app/_ui/format";
import { RelativeTime } from "@/app/_ui/relative-time";
import { TextInput } from "@/app/_ui/text-input";
import { showToast } from "@/app/_ui/toast";
import type { ShownDbtProject } from "@/server/domain/dbt-models/get-dbt-project";
import { ManifestRefusedError, uploadManifest } from "./upload-manifest";

export interface ManifestCardProps {
  workspace: string;
  id: string;
  manifest: ShownDbtProject["manifest"];
}

/** dbt's own manifest, which wins over what the files tell for as long as it fits the branch's commit. */
export function ManifestCard({ workspace, id, manifest }: ManifestCardProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.dbtModels.removeManifest.mutationOptions());
  const upload = useMutation({
    mutationFn: (given: { file: File; commit: string }) => uploadManifest({ workspace, id, ...given }),
  });
  const [file, setFile] = useState<File | null>(null);
  const [commit, setCommit] = useState("");
  const done = (title: string) => {
    showToast("success", title, "The models are loaded anew.");
    router.refresh();
  };
  const { error } = upload;
  const errorAt = (field: "manifest" | "commit") =>
    error && (error instanceof ManifestRefusedError ? error.field : "manifest") === field ? error.message : undefined;
  const notRemoved = (cause: unknown) => showToast("danger", "The manifest was not removed", failureText(cause));
  return (
    <Card title="Manifest">
      <p className="mb-3 text-ink-muted">
        {manifest ? (
          <>
            Version {manifest.schemaVersion}, {formatCount(manifest.models, "model")}, uploaded{" "}
            <RelativeTime at={manifest.uploadedAt} /> by <bdi>{manifest.uploadedBy}</bdi>.
          </>
        ) : (
          "Models are read from the files, which needs nothing. A manifest.json of dbt (v9 to v12) is preferred while it fits the commit."
        )}
      </p>
      <form
        noValidate
        aria-label="Manifest"
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (file) upload.mutate({ file, commit }, { onSuccess: () => done("Manifest uploaded") });
        }}
      >
        <Field name="manifest" label="manifest.json" required error={errorAt("manifest")}>
          <TextInput
            type="file"
            name="manifest"
            accept=".json,.gz,application/json,application/gzip"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </Field>
        <Field name="commit" label="Commit" help="The commit it was made from." error={errorAt("commit")}>
          <TextInput
            mono
            name="commit"
            value={commit}
            maxLength={40}
            onChange={(event) => setCommit(event.target.value)}
          />
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" size="sm" disabled={file === null} pending={upload.isPending} pendingLabel="Uploading">
            Upload
          </Button>
          {manifest ? (
            <Button
              size="sm"
              pending={remove.isPending}
              onClick={() =>
                remove.mutate({ workspace, id }, { onSuccess: () => done("Manifest removed"), onError: notRemoved })
              }
            >
              Remove
            </Button>
          ) : null}
        </div>
      </form>
    </Card>
  );
}
