"use client";

import { createContext, useContext } from "react";

/** What a control needs so that its label, help and error belong to it. */
export interface FieldWiring {
  id: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

export const FieldContext = createContext<FieldWiring | null>(null);

/** The ids and ARIA attributes for the control inside a `Field`; empty outside of one. */
export function useFieldAttributes(ownId?: string) {
  const field = useContext(FieldContext);
  return {
    id: ownId ?? field?.id,
    "aria-describedby": field?.describedBy,
    "aria-invalid": field?.invalid ? true : undefined,
    "aria-required": field?.required ? true : undefined,
  } as const;
}

/** For controls that are not labelable elements (groups, editors): the id of the visible label. */
export function useFieldLabelId(): string | undefined {
  return useContext(FieldContext)?.labelId;
}
