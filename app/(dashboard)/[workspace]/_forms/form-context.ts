"use client";

import { createContext, useContext } from "react";
import type { FieldProblem } from "@/server/core/kinds/types";
import type { OpenForm } from "@/server/domain/resource-forms/types";
import type { JsonObject } from "./model/json";

export interface FormApi {
  /** Slug of the workspace. */
  readonly workspace: string;
  readonly form: OpenForm;
  /** What the form holds now, for controls that look at more than their own value. */
  readonly values: JsonObject;
  /** Attributes that cannot change any more. */
  readonly fixed: ReadonlySet<string>;
  /** Where what was chosen before the form can be chosen again; null when it cannot. */
  readonly changeHref: string | null;
  readonly problems: readonly FieldProblem[];
  /** Says that a control holds something that cannot be saved, such as broken JSON; null takes it back. */
  readonly report: (path: string, message: string | null) => void;
}

export const FormContext = createContext<FormApi | null>(null);

export function useForm(): FormApi {
  const api = useContext(FormContext);
  if (!api) throw new Error("A form control stands outside of a form.");
  return api;
}

/** What is wrong at a path, or, with `inside`, anywhere below it. */
export function problemAt(problems: readonly FieldProblem[], path: string, inside = false): string | undefined {
  return problems.find((each) => each.path === path || (inside && each.path.startsWith(`${path}.`)))?.message;
}

/** What every control gets: a value at a path, and where to put the next one. */
export interface ControlProps<Value> {
  readonly path: string;
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}
