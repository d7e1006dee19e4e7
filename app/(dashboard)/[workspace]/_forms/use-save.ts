"use client";

import { useRef } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import type { OpenForm } from "@/server/domain/resource-forms/types";
import { asList, asObject, asText, changesOf, type JsonObject } from "./model/json";

export interface Saved {
  readonly id: string;
  /** What happened, for the toast. */
  readonly words: string;
  /** To be handed to an invited person, shown this once. */
  readonly link?: string | null;
}

/** Sends a form: creates, invites, or changes what differs. Throws the API's errors. */
export function useSave(workspace: string, form: OpenForm, word: string) {
  const client = useTRPCClient();
  const title = word.charAt(0).toUpperCase() + word.slice(1);
  const revision = useRef(form.edited?.revision);

  const create = async (values: JsonObject): Promise<Saved> => {
    if (form.kind === "user") return invite(values);
    const { id } = await client.resources.create.mutate({ workspace, kind: form.kind, state: { ...values } });
    return { id, words: `${title} created` };
  };
  const invite = async (values: JsonObject): Promise<Saved> => {
    const permissions = asList(values.permissions).map((each) => ({ ...asObject(each) }));
    const email = asText(values.email).trim();
    const { link } = await client.access.invite.mutate({ workspace, email, permissions });
    return { id: "", words: `Invite mailed to ${email}`, link };
  };
  const update = async (id: string, changes: JsonObject): Promise<Saved> => {
    if (Object.keys(changes).length === 0) return { id, words: "Nothing was changed" };
    await client.resources.update.mutate({
      workspace,
      kind: form.kind,
      id,
      changes: { ...changes },
      revision: revision.current,
    });
    return { id, words: `${title} saved` };
  };

  return {
    send: (values: JsonObject, changes: JsonObject): Promise<Saved> =>
      form.edited ? update(form.edited.id, changes) : create(values),
    /**
     * After somebody else's change: what the form starts from and holds then, so that saving again sets only what was
     * changed here. Null when it cannot be read.
     */
    catchUp: async (start: JsonObject, values: JsonObject) => {
      if (!form.edited) return null;
      const where = { workspace, kind: form.kind, id: form.edited.id };
      const theirs = await client.resources.get.query(where).catch(() => null);
      if (!theirs) return null;
      revision.current = theirs.revision;
      const mine = changesOf(start, values);
      const changed = Object.keys(changesOf(start, theirs.state));
      const both = form.fields.filter(({ name }) => changed.includes(name) && name in mine).map((field) => field.label);
      const next =
        both.length > 0
          ? `Both of you changed ${both.join(", ")}: saving again replaces theirs with yours.`
          : "Saving again keeps their change and adds yours.";
      const taken = changed.filter((name) => !(name in mine));
      return { start: theirs.state, values: { ...theirs.state, ...mine }, taken, next };
    },
  };
}
