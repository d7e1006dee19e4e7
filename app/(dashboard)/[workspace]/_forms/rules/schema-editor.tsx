"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { TextInput } from "@/app/_ui/text-input";
import type { JsonValue } from "@/server/hcl/schema";
import { JsonControl } from "../controls/json-control";
import { asObject, asText, withKey } from "../model/json";
import { isShowableRule, sectionOf, sectionSchema, withSection } from "./json-schema";
import { PropertyList } from "./property-list";

interface SchemaEditorProps {
  readonly ruleType: string;
  readonly schema: JsonValue;
  readonly onChange: (schema: JsonValue) => void;
}

const titles = { properties: "Properties", traits: "Traits", context: "Context" };

/** A rule's JSON schema: its properties one by one, or as text. What the list cannot show is edited as text only. */
export function SchemaEditor({ ruleType, schema, onChange }: SchemaEditorProps) {
  const section = sectionOf(ruleType);
  const showable = isShowableRule(schema, section);
  const [asText_, setAsText] = useState(!showable);
  const text = asText_ || !showable;
  const rule = asObject(schema);
  return (
    <div className="space-y-4">
      {text ? (
        <JsonControl large height="22rem" path="json_schema" label="JSON schema" value={schema} onChange={onChange} />
      ) : (
        <>
          <Field name="rule-description" label="Description">
            <TextInput
              dir="auto"
              value={asText(rule.description)}
              onChange={(event) => onChange(withKey(rule, "description", event.target.value || undefined))}
            />
          </Field>
          <div className="space-y-2">
            <h3 className="font-medium">{titles[section]}</h3>
            <PropertyList
              label={titles[section]}
              schema={sectionSchema(rule, section)}
              onChange={(next) => onChange(withSection(rule, section, next))}
            />
          </div>
        </>
      )}
      {showable ? (
        <Button size="sm" variant="ghost" onClick={() => setAsText(!asText_)}>
          {text ? "Edit as a list" : "Edit as JSON"}
        </Button>
      ) : (
        <p className="text-sm text-ink-muted">
          This schema has parts that the list cannot show, so it is edited as text.
        </p>
      )}
    </div>
  );
}
