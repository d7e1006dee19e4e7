"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { FieldContext } from "@/app/_ui/field-wiring";
import { TextInput } from "@/app/_ui/text-input";

interface AddFieldProps {
  readonly taken: (key: string) => boolean;
  readonly onAdd: (key: string) => void;
}

/** Adds a field that the catalog does not know, by its key. */
export function AddField({ taken, onAdd }: AddFieldProps) {
  const [key, setKey] = useState("");
  const name = key.trim();
  return (
    <details className="rounded-md border border-line px-3 py-2">
      <summary className="cursor-default font-medium">Add another field</summary>
      <FieldContext value={null}>
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <TextInput
            mono
            className="max-w-60"
            aria-label="Key of the field"
            placeholder="Key"
            value={key}
            onChange={(event) => setKey(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
          <Button
            disabled={name === "" || taken(name)}
            onClick={() => {
              onAdd(name);
              setKey("");
            }}
          >
            Add field
          </Button>
        </div>
        {taken(name) ? <p className="mt-1 text-sm text-danger">“{name}” is there already.</p> : null}
      </FieldContext>
    </details>
  );
}
