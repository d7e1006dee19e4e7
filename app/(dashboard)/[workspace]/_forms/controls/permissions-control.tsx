"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FieldContext } from "@/app/_ui/field-wiring";
import { IconButton } from "@/app/_ui/icon-button";
import { Select } from "@/app/_ui/select";
import type { JsonValue } from "@/server/hcl/schema";
import { type ControlProps, problemAt, useForm } from "../form-context";
import { asList, asObject, asText, type JsonObject, withKey } from "../model/json";
import { useRows } from "../use-rows";
import { GrantedResources } from "./granted-resources";

/** Roles, and what each of them reaches. */
export function PermissionsControl({ path, value, onChange }: ControlProps<JsonValue>) {
  const { form, problems } = useForm();
  const roles = form.grantable;
  const rows = useRows(asList(value).map(asObject), onChange);
  const everywhere: JsonObject = { id: form.workspaceId, type: "WORKSPACE", labels: [] };
  return (
    <div className="mt-2 space-y-3">
      {rows.keyed.map(({ key, row, index }) => {
        const role = asText(row.role_id);
        const known = roles.find((each) => each.id === role);
        const at = `${path}.${index}`;
        return (
          <div key={key} className="space-y-3 rounded-md border border-line bg-surface p-3">
            <div className="flex items-end gap-2">
              <div className="min-w-0 grow">
                <Field
                  name={`${at}.role_id`}
                  label="Role"
                  required
                  error={problemAt(problems, `${at}.role_id`) ?? problemAt(problems, at)}
                >
                  <Select
                    placeholder="Choose a role"
                    value={role}
                    onValueChange={(next) => rows.edit(index, withKey(row, "role_id", next))}
                    options={[
                      ...roles.map((each) => ({ value: each.id, label: each.name })),
                      ...(known || role === "" ? [] : [{ value: role, label: role }]),
                    ]}
                  />
                </Field>
              </div>
              <IconButton
                label={`Remove ${known?.name ?? "role"}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => rows.remove(index)}
              />
            </div>
            <GrantedResources
              path={`${at}.resources`}
              label={known?.name ?? "Role"}
              value={row.resources ?? null}
              everywhere={everywhere}
              onChange={(next) => rows.edit(index, withKey(row, "resources", next))}
            />
          </div>
        );
      })}
      <FieldContext value={null}>
        <Button
          size="sm"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => rows.add({ role_id: "", resources: [everywhere] })}
        >
          Add role
        </Button>
      </FieldContext>
    </div>
  );
}
