"use client";

import { useMutation } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { TextArea } from "@/app/_ui/text-area";
import type { ConnectionForm } from "./use-connection-form";

export interface OwnKeyFieldProps {
  workspace: string;
  service: string;
  form: Pick<ConnectionForm, "draft" | "set" | "errorOf">;
}

/** More than any private key, less than what would fill a form by mistake. */
const mostBytes = 20_000;

/** A private key, pasted or from a file; looked at as soon as it is there. */
export function OwnKeyField({ workspace, service, form }: OwnKeyFieldProps) {
  const { draft, set, errorOf } = form;
  const trpc = useTRPC();
  const preview = useMutation(trpc.gitConnections.previewCredential.mutationOptions());
  const file = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const look = (secret: string) => {
    if (secret.trim() === "") preview.reset();
    else preview.mutate({ workspace, method: "ssh-key", service, secret, username: null });
  };
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    setTooLarge(chosen.size > mostBytes);
    const text = chosen.size > mostBytes ? "" : await chosen.text();
    set({ ownKey: text });
    look(text);
  };
  const found = preview.data;
  const judged = found?.problem ? `${found.problem.message} ${found.problem.remedy}` : undefined;
  const problem = tooLarge ? "This file is larger than any key. Choose the private key's own file." : judged;
  return (
    <Field
      name="privateKey"
      label="Private key"
      required
      help="Stored encrypted and never shown again."
      error={problem ?? errorOf("privateKey")}
    >
      <TextArea
        mono
        rows={6}
        autoComplete="off"
        placeholder="-----BEGIN OPENSSH PRIVATE KEY-----"
        maxLength={mostBytes}
        value={draft.ownKey}
        onChange={(event) => {
          setTooLarge(false);
          set({ ownKey: event.target.value });
        }}
        onBlur={(event) => look(event.target.value)}
      />
      <div className="mt-2">
        <input
          ref={file}
          type="file"
          hidden
          aria-hidden
          tabIndex={-1}
          onChange={(event) => take(event.target.files?.[0])}
        />
        <Button size="sm" icon={<Upload aria-hidden className="size-4" />} onClick={() => file.current?.click()}>
          Choose file
        </Button>
      </div>
      {found?.fingerprint ? (
        <div className="mt-2">
          <Notice kind="success" title="This key can be used" live>
            Fingerprint {found.fingerprint}.
            {found.repairs.length > 0 ? ` Put right while reading: ${found.repairs.join(", ")}.` : null}
          </Notice>
        </div>
      ) : null}
    </Field>
  );
}
