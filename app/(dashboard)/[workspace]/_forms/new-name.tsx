"use client";

import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/app/_ui/button";
import { FieldContext } from "@/app/_ui/field-wiring";
import { TextInput } from "@/app/_ui/text-input";

interface NewNameProps {
  /** Names the box for screen readers. */
  readonly label: string;
  readonly placeholder: string;
  /** On the button. */
  readonly action: string;
  readonly taken: (name: string) => boolean;
  readonly onAdd: (name: string) => void;
  /** Between the box and the button. */
  readonly children?: ReactNode;
}

/** A box and a button that add something by a name that is not there yet. */
export function NewName({ label, placeholder, action, taken, onAdd, children }: NewNameProps) {
  const [typed, setTyped] = useState("");
  const name = typed.trim();
  const repeated = name !== "" && taken(name);
  const fits = name !== "" && !repeated;
  const add = () => {
    if (!fits) return;
    onAdd(name);
    setTyped("");
  };
  return (
    <FieldContext value={null}>
      <div className="flex flex-wrap items-center gap-2">
        <TextInput
          mono
          className="max-w-60"
          aria-label={label}
          placeholder={placeholder}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        {children}
        <Button size="sm" icon={<Plus aria-hidden className="size-4" />} disabled={!fits} onClick={add}>
          {action}
        </Button>
        {repeated ? <span className="text-sm text-danger">“{name}” is there already.</span> : null}
      </div>
    </FieldContext>
  );
}
