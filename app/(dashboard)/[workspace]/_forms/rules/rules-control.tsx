"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { FieldContext } from "@/app/_ui/field-wiring";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import type { JsonValue } from "@/server/hcl/schema";
import { type ControlProps, problemAt, useForm } from "../form-context";
import { asList, asObject, type JsonObject } from "../model/json";
import { optionWords } from "../model/option-words";
import { emptyRuleSchema } from "./json-schema";
import { RuleDialog } from "./rule-dialog";
import { RuleRow } from "./rule-row";
import { matchesRule, ruleTypes } from "./rule-words";

const page = 50;

const newRule: JsonObject = { type: "TRACK", key: "", json_schema: emptyRuleSchema, version: 1 };

type Open = { readonly index: number; readonly rule: JsonObject } | null;

/** The rules of a tracking plan: a list to search in, each edited in a dialog. */
export function RulesControl({ path, value, onChange }: ControlProps<JsonValue>) {
  const { problems } = useForm();
  const rules = asList(value).map(asObject);
  const [query, setQuery] = useState("");
  const [type, setType] = useState("");
  const [most, setMost] = useState(page);
  const [open, setOpen] = useState<Open>(null);
  const found = rules
    .map((rule, index) => ({ rule, index, problem: problemAt(problems, `${path}.${index}`, true) }))
    .filter(({ rule, problem }) => problem !== undefined || matchesRule(rule, query, type))
    .sort((a, b) => Number(b.problem !== undefined) - Number(a.problem !== undefined));
  const put = (index: number, rule: JsonObject) =>
    onChange(index < rules.length ? rules.with(index, rule) : [...rules, rule]);
  return (
    <FieldContext value={null}>
      <div className="mt-2 space-y-3">
        <div className="flex flex-wrap items-center gap-2">
          <TextInput
            type="search"
            className="max-w-60"
            aria-label="Filter rules"
            placeholder="Filter rules"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
          <Select
            label="Type of rules"
            value={type}
            onValueChange={setType}
            options={[
              { value: "", label: "All types" },
              ...ruleTypes.map((each) => ({ value: each, label: optionWords(each) })),
            ]}
          />
          <span role="status" className="text-sm text-ink-muted">
            {found.length === rules.length ? `${rules.length} rules` : `${found.length} of ${rules.length} rules`}
          </span>
          <div className="grow" />
          <Button
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => setOpen({ index: rules.length, rule: newRule })}
          >
            Add rule
          </Button>
        </div>
        {found.length > 0 ? (
          <ul className="divide-y divide-line rounded-md border border-line bg-surface">
            {found.slice(0, most).map(({ rule, index, problem }) => (
              <RuleRow
                key={index}
                path={`${path}.${index}`}
                rule={rule}
                problem={problem}
                onEdit={() => setOpen({ index, rule })}
                onRemove={() => onChange(rules.filter((_, at) => at !== index))}
              />
            ))}
          </ul>
        ) : (
          <p className="rounded-md border border-dashed border-line-strong px-4 py-6 text-center text-ink-muted">
            {rules.length === 0 ? "No rules yet. Each rule says what one event may hold." : "No rule fits the filter."}
          </p>
        )}
        {found.length > most ? (
          <Button size="sm" variant="ghost" onClick={() => setMost(most + page)}>
            Show {Math.min(page, found.length - most)} more
          </Button>
        ) : null}
        {open ? (
          <RuleDialog
            key={open.index}
            start={open.rule}
            isNew={open.index >= rules.length}
            taken={rules.filter((_, at) => at !== open.index)}
            onClose={() => setOpen(null)}
            onDone={(rule) => {
              put(open.index, rule);
              setOpen(null);
            }}
          />
        ) : null}
      </div>
    </FieldContext>
  );
}
