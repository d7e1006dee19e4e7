"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { RadioCards } from "@/app/_ui/radio-cards";
import type { GitServiceInfo } from "@/server/domain/git-connections/ports";
import { OwnKeyField } from "./own-key-field";
import { PublicKeyCard } from "./public-key-card";
import type { ConnectionForm } from "./use-connection-form";

export interface KeyFieldsProps {
  workspace: string;
  service: Pick<GitServiceInfo, "service" | "kind" | "label">;
  form: Pick<ConnectionForm, "draft" | "set" | "errorOf">;
}

/** A key pair made here, whose public half is shown to be added at the host, or a private key that the person has. */
export function KeyFields({ workspace, service, form }: KeyFieldsProps) {
  const { draft, set, errorOf } = form;
  const trpc = useTRPC();
  const generate = useMutation(trpc.gitConnections.generateKey.mutationOptions());
  const make = () => generate.mutate({ workspace }, { onSuccess: (pair) => set({ generated: pair }) });
  return (
    <>
      <Field name="keyFrom" label="Key pair" required group>
        <RadioCards
          name="keyFrom"
          value={draft.keyFrom}
          onValueChange={(value) => set({ keyFrom: value === "own" ? "own" : "generate" })}
          cards={[
            {
              value: "generate",
              label: "Generate a new pair",
              help: "You add its public half at the host. The private half is kept here, encrypted.",
            },
            {
              value: "own",
              label: "Use a key you have",
              help: "Paste the private key or choose its file. Without a passphrase.",
            },
          ]}
        />
      </Field>
      {draft.keyFrom === "own" ? (
        <OwnKeyField workspace={workspace} service={service.service} form={form} />
      ) : (
        <Field name="privateKey" label="New key pair" required group error={errorOf("privateKey")}>
          {draft.generated === null ? (
            <Button
              icon={<KeyRound aria-hidden className="size-4" />}
              pending={generate.isPending}
              pendingLabel="Generating"
              onClick={make}
            >
              Generate key pair
            </Button>
          ) : (
            <PublicKeyCard
              publicKey={draft.generated.publicKey}
              fingerprint={draft.generated.fingerprint}
              kind={service.kind}
            />
          )}
          {generate.isError ? (
            <div className="mt-2">
              <Notice kind="danger" live>
                {failureText(generate.error)}
              </Notice>
            </div>
          ) : null}
        </Field>
      )}
    </>
  );
}
