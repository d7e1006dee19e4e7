"use client";

import { useState } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { failureOf, failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { type FormError, FormErrorSummary } from "@/app/_ui/form-error-summary";
import { daysOf } from "./expiry";
import type { NewToken } from "./shown-token";
import { emptyTokenDraft, type TokenDraft, TokenFields } from "./token-fields";

export interface CreateTokenProps {
  slug: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (token: NewToken) => void;
}

/** The form of a new token, in a dialog. What was typed is kept when it fails. */
export function CreateToken({ slug, open, onOpenChange, onCreated }: CreateTokenProps) {
  const client = useTRPCClient();
  const [draft, setDraft] = useState<TokenDraft>(emptyTokenDraft);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [saving, setSaving] = useState(false);
  const close = (next: boolean) => {
    if (!next) setErrors([]);
    onOpenChange(next);
  };
  const create = async () => {
    setAttempt(attempt + 1);
    setSaving(true);
    const { name, role } = draft;
    const expiresInDays = daysOf(draft.expiry, draft.days);
    try {
      const { token, text } = await client.apiTokens.create.mutate({ workspace: slug, name, role, expiresInDays });
      setDraft(emptyTokenDraft);
      setErrors([]);
      onCreated({ name: token.name, text });
    } catch (error) {
      const { fields } = failureOf(error);
      setErrors(
        fields.length > 0 ? fields.map(({ path, message }) => named(path, message)) : [{ message: failureText(error) }],
      );
    } finally {
      setSaving(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title="Create an API token"
      footer={
        <>
          <DialogClose>Cancel</DialogClose>
          <Button variant="primary" type="submit" form="create-token" pending={saving} pendingLabel="Creating">
            Create token
          </Button>
        </>
      }
    >
      <form
        id="create-token"
        noValidate
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <FormErrorSummary errors={errors} attempt={attempt} />
        <TokenFields draft={draft} onDraft={setDraft} errors={errors} />
      </form>
    </Dialog>
  );
}

const wholeDays = "Give a whole number of days from 1 to 3,660.";

const named = (path: string, message: string): FormError =>
  path === "expiresInDays" ? { name: "days", message: wholeDays } : { name: path, message };
