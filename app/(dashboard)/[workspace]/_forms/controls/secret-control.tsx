"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { SecretInput } from "@/app/_ui/secret-input";
import type { SettingField } from "@/server/domain/catalog/settings-of";
import type { JsonValue } from "@/server/hcl/schema";
import { useForm } from "../form-context";

interface SecretControlProps {
  readonly field: SettingField;
  readonly path: string;
  readonly stored: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
}

/** Keys and certificates have several lines, which a box of one line would join. */
const severalLines = /private|cert|pem|json|credential/i;

/** Written but never read: what is stored shows as set, and is sent back as the mask that means “unchanged”. */
export function SecretControl({ field, path, stored, onChange }: SecretControlProps) {
  const { form } = useForm();
  const [removed, setRemoved] = useState(false);
  const setAt = form.secrets.find((secret) => secret.path === path)?.setAt ?? null;
  const missing = form.missingSecrets.includes(path);
  if (removed) {
    return (
      <p className="flex items-center gap-3 text-ink-muted">
        Removed when you save.
        <Button
          size="sm"
          onClick={() => {
            setRemoved(false);
            onChange(stored);
          }}
        >
          Keep it
        </Button>
      </p>
    );
  }
  const removable = (setAt !== null || missing) && !field.required;
  return (
    <div className="flex flex-wrap items-start gap-2">
      <div className="min-w-0 grow">
        <SecretInput
          name={path}
          setAt={setAt?.toISOString() ?? null}
          multiline={severalLines.test(field.name)}
          {...(missing ? { placeholder: "Its value is missing since the import" } : {})}
          onReplacingChange={(replacing) => !replacing && onChange(stored)}
          onChange={(event) => onChange(event.target.value === "" ? stored : event.target.value)}
        />
      </div>
      {removable ? (
        <Button
          size="sm"
          variant="ghost"
          onClick={() => {
            setRemoved(true);
            // Leaving it out would keep a secret that the state never shows, such as a warehouse's password.
            onChange(null);
          }}
        >
          Remove
        </Button>
      ) : null}
    </div>
  );
}
