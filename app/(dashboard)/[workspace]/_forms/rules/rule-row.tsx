"use client";

import { Pencil, Trash2 } from "lucide-react";
import { Badge } from "@/app/_ui/badge";
import { fieldId } from "@/app/_ui/field-id";
import { IconButton } from "@/app/_ui/icon-button";
import { asText, type JsonObject } from "../model/json";
import { optionWords } from "../model/option-words";
import { propertyNames, ruleName } from "./rule-words";

interface RuleRowProps {
  readonly path: string;
  readonly rule: JsonObject;
  readonly problem: string | undefined;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** One rule of the list: type, event, version, and what it is about. */
export function RuleRow({ path, rule, problem, onEdit, onRemove }: RuleRowProps) {
  const name = ruleName(rule);
  const properties = propertyNames(rule);
  return (
    <li className="flex items-start gap-3 px-3 py-2">
      <span className="w-20 shrink-0 pt-0.5">
        <Badge>{optionWords(asText(rule.type))}</Badge>
      </span>
      <div className="min-w-0 grow">
        <p className="wrap-anywhere">
          <bdi className="font-medium">{name}</bdi>
          {rule.version === 1 ? null : <span className="text-ink-muted"> version {String(rule.version)}</span>}
        </p>
        <p className="truncate text-sm text-ink-muted">
          {properties.length === 0 ? "No properties" : `${properties.length}: ${properties.slice(0, 12).join(", ")}`}
        </p>
        {problem ? <p className="text-sm text-danger">{problem}</p> : null}
      </div>
      <IconButton id={fieldId(path)} label={`Edit rule ${name}`} icon={<Pencil aria-hidden />} onClick={onEdit} />
      <IconButton label={`Remove rule ${name}`} icon={<Trash2 aria-hidden />} onClick={onRemove} />
    </li>
  );
}
