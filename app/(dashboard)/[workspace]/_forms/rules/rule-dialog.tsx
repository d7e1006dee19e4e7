"use client";

import { type KeyboardEvent, useCallback, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import { NumberControl } from "../controls/basic-controls";
import { FormContext, useForm } from "../form-context";
import { asText, type JsonObject, withKey } from "../model/json";
import { optionWords } from "../model/option-words";
import { isKeyless, ruleTypes } from "./rule-words";
import { SchemaEditor } from "./schema-editor";

interface RuleDialogProps {
  readonly start: JsonObject;
  readonly isNew: boolean;
  /** The other rules of the plan. */
  readonly taken: readonly JsonObject[];
  readonly onClose: () => void;
  readonly onDone: (rule: JsonObject) => void;
}

const names = { type: "rule-type", key: "rule-key", version: "rule-version" };

/** Edits one rule; nothing reaches the plan before *Done*. */
export function RuleDialog({ start, isNew, taken, onClose, onDone }: RuleDialogProps) {
  const outer = useForm();
  const [rule, setRule] = useState(start);
  const [broken, setBroken] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const report = useCallback((_: string, message: string | null) => setBroken(message), []);
  const type = asText(rule.type);
  const problem = problemOf(rule, taken);
  const done = () => {
    setTried(true);
    if (!problem && broken === null) onDone(isKeyless(type) ? { ...rule, key: rule.key || null } : rule);
  };
  const error = (name: string) => (tried && problem?.name === name ? problem.message : undefined);
  return (
    <Dialog
      open
      width="lg"
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? "Add a rule" : "Edit the rule"}
      footer={
        <>
          {tried && broken !== null ? <p className="mr-auto self-center text-danger">{broken}</p> : null}
          <DialogClose>Cancel</DialogClose>
          <Button variant="primary" onClick={done}>
            Done
          </Button>
        </>
      }
    >
      <FormContext value={{ ...outer, problems: [], report }}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in a box here would save the whole plan */}
        <div className="space-y-4" onKeyDown={keepEnter}>
          <div className="grid gap-4 sm:grid-cols-[10rem_1fr_6rem]">
            <Field name={names.type} label="Type" required>
              <Select
                value={type}
                onValueChange={(next) => setRule(withKey(rule, "type", next))}
                options={ruleTypes.map((each) => ({ value: each, label: optionWords(each) }))}
              />
            </Field>
            <Field
              name={names.key}
              label={type === "TRACK" ? "Event" : "Name"}
              required={type === "TRACK"}
              error={error("key")}
            >
              <TextInput
                dir="auto"
                value={asText(rule.key)}
                disabled={isKeyless(type) && !rule.key}
                onChange={(event) => setRule(withKey(rule, "key", event.target.value || null))}
              />
            </Field>
            <Field name={names.version} label="Version" required error={error("version")}>
              <NumberControl
                path={names.version}
                label="Version"
                value={rule.version ?? null}
                onChange={(next) => setRule(withKey(rule, "version", next))}
              />
            </Field>
          </div>
          <SchemaEditor
            ruleType={type}
            schema={rule.json_schema ?? {}}
            onChange={(next) => setRule(withKey(rule, "json_schema", next))}
          />
        </div>
      </FormContext>
    </Dialog>
  );
}

function keepEnter(event: KeyboardEvent<HTMLElement>) {
  if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
}

function problemOf(rule: JsonObject, taken: readonly JsonObject[]): { name: string; message: string } | null {
  const { type, key, version } = rule;
  if (type === "TRACK" && !key) return { name: "key", message: "Name the event." };
  if (typeof version !== "number" || !Number.isInteger(version) || version < 0) {
    return { name: "version", message: "A whole number." };
  }
  const same = taken.some(
    (other) => other.type === type && (other.key || null) === (key || null) && other.version === version,
  );
  return same ? { name: "key", message: "Another rule has this type, name and version." } : null;
}
