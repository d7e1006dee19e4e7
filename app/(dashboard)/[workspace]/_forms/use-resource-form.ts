"use client";

import { useRouter } from "next/navigation";
import { useCallback, useRef, useState } from "react";
import { type Failure, failureOf } from "@/app/_trpc/failure";
import { fieldId } from "@/app/_ui/field-id";
import type { FormError } from "@/app/_ui/form-error-summary";
import { showToast } from "@/app/_ui/toast";
import type { FieldProblem } from "@/server/core/kinds/types";
import type { OpenForm } from "@/server/domain/resource-forms/types";
import type { JsonValue } from "@/server/hcl/schema";
import { codeForType } from "./model/function-starters";
import { asText, changesOf, type JsonObject, sameJson, withKey } from "./model/json";
import { resourceHref } from "./resource-href";
import { useSave } from "./use-save";

interface Attempt {
  readonly count: number;
  readonly problems: readonly FieldProblem[];
  readonly errors: readonly FormError[];
  readonly title: string | undefined;
}

const untried: Attempt = { count: 0, problems: [], errors: [], title: undefined };

/** The state of one form: what it holds, what is wrong with it, and saving it. */
export function useResourceForm(workspace: string, form: OpenForm, word: string) {
  const router = useRouter();
  const [start, setStart] = useState<JsonObject>(form.values);
  const [values, setValues] = useState<JsonObject>(form.values);
  const [attempt, setAttempt] = useState<Attempt>(untried);
  const [renewed, setRenewed] = useState<readonly string[]>([]);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState(false);
  const [inviteLink, setInviteLink] = useState<string | null>(null);
  const unfit = useRef(new Map<string, string>());
  const save = useSave(workspace, form, word);

  const report = useCallback((path: string, message: string | null) => {
    if (message === null) unfit.current.delete(path);
    else unfit.current.set(path, message);
  }, []);
  const change = useCallback(
    (name: string, value: JsonValue) => setValues((now) => follow(withKey(now, name, value), name)),
    [],
  );
  const fail = (problems: readonly FieldProblem[], general: readonly string[], title?: string) =>
    setAttempt(({ count }) => ({
      count: count + 1,
      problems,
      title,
      errors: [...general.map((message) => ({ message })), ...problems.map(asFormError)],
    }));

  const leave = (id: string, words: string) => {
    setSaved(true);
    showToast("success", words);
    router.push(resourceHref(workspace, form.route, id || undefined));
    router.refresh();
  };
  const refused = async (failure: Failure) => {
    const newer = failure.code === "conflict" && failure.fields.length === 0 ? await save.catchUp(start, values) : null;
    if (newer) {
      setStart(newer.start);
      setValues(newer.values);
      setRenewed((now) => [...now, ...newer.taken]);
    }
    const general =
      failure.fields.length > 0 ? [] : [[failure.message, newer?.next ?? failure.next].filter(Boolean).join(" ")];
    fail(failure.fields, general, failure.fields.length > 0 ? undefined : "Not saved");
  };
  const submit = async () => {
    const broken = [...unfit.current].map(([path, message]) => ({ path, message }));
    if (broken.length > 0) return fail(broken, []);
    setSaving(true);
    try {
      const result = await save.send(values, changesOf(start, values));
      if (result.link) {
        setSaved(true);
        setInviteLink(result.link);
      } else leave(result.id, result.words);
    } catch (error) {
      await refused(failureOf(error));
    } finally {
      setSaving(false);
    }
  };
  const dirty = !saved && !sameJson(start, values);
  /** Attributes that took over somebody else's value, once for each time: their inputs start anew. */
  const renewals = (name: string) => renewed.filter((each) => each === name).length;
  return { values, renewals, change, report, attempt, saving, dirty, submit, inviteLink };
}

/** The code of a new function follows the choice of its type. */
const follow = (values: JsonObject, changed: string): JsonObject =>
  changed === "resource_type"
    ? withKey(values, "code", codeForType(asText(values.code), asText(values.resource_type)))
    : values;

/** A problem for the summary: it leads to the nearest field on the page, and names it. */
function asFormError({ path, message }: FieldProblem): FormError {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join(".");
    const label = document.getElementById(`${fieldId(name)}-label`)?.firstChild?.textContent ?? "";
    if (label === "" && !document.getElementById(fieldId(name))) continue;
    const named = label === "" || message.startsWith(label) ? message : `${label}: ${message}`;
    return { name, message: named };
  }
  return { message };
}
