"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { TextInput } from "@/app/_ui/text-input";
import type { GitServiceInfo } from "@/server/domain/git-connections/ports";
import { whereToMakeToken } from "../../_parts/host-places";
import type { ConnectionForm } from "./use-connection-form";

export interface TokenFieldsProps {
  workspace: string;
  service: Pick<GitServiceInfo, "service" | "kind">;
  form: Pick<ConnectionForm, "draft" | "set" | "errorOf">;
}

/** A token of the host, judged as soon as it is there; a user name only where the token does not imply it. */
export function TokenFields({ workspace, service, form }: TokenFieldsProps) {
  const { draft, set, errorOf } = form;
  const trpc = useTRPC();
  const preview = useMutation(trpc.gitConnections.previewCredential.mutationOptions());
  const look = (token: string, username: string) => {
    if (token.trim() === "") preview.reset();
    else
      preview.mutate({
        workspace,
        method: "token",
        service: service.service,
        secret: token,
        username: username || null,
      });
  };
  const advice = preview.data?.advice ?? [];
  const said = (field: "token" | "username", level: "refuse" | "warn") =>
    advice.find((each) => each.field === field && each.level === level);
  const text = (found: { message: string; remedy: string } | undefined) => found && `${found.message} ${found.remedy}`;
  const warning = said("token", "warn");
  const nameProblem = text(said("username", "refuse")) ?? errorOf("username");
  const implied = preview.data?.username ?? null;
  const refused = text(said("token", "refuse"));
  const unknownName = preview.data !== undefined && implied === null && refused === undefined;
  const asksName = draft.username !== "" || nameProblem !== undefined || unknownName;
  return (
    <>
      <Field
        name="token"
        label="Token"
        required
        help={`${whereToMakeToken(service.kind)} Stored encrypted and never shown again.`}
        error={refused ?? errorOf("token")}
      >
        <TextInput
          mono
          type="password"
          name="token"
          autoComplete="new-password"
          value={draft.token}
          onChange={(event) => set({ token: event.target.value })}
          onBlur={(event) => look(event.target.value, draft.username)}
        />
        {warning ? (
          <div className="mt-2">
            <Notice kind="warning" title={warning.message} live>
              {warning.remedy}
            </Notice>
          </div>
        ) : null}
      </Field>
      {asksName ? (
        <Field
          name="username"
          label="User name"
          required
          help="The one that the host showed beside the token."
          error={nameProblem}
        >
          <TextInput
            mono
            name="username"
            value={draft.username}
            onChange={(event) => set({ username: event.target.value })}
            onBlur={(event) => look(draft.token, event.target.value)}
          />
        </Field>
      ) : implied ? (
        <p className="text-sm text-ink-muted">
          The user name for this kind of token is <code className="font-mono">{implied}</code>.
        </p>
      ) : null}
    </>
  );
}
