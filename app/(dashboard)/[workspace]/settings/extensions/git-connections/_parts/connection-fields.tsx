"use client";

import { Field } from "@/app/_ui/field";
import { RadioCards } from "@/app/_ui/radio-cards";
import { TextInput } from "@/app/_ui/text-input";
import type { GitServiceInfo } from "@/server/domain/git-connections/ports";
import { needsHostKeys, withService } from "./draft";
import { HostKeysField } from "./host-keys-field";
import { KeyFields } from "./key-fields";
import { TokenFields } from "./token-fields";
import type { ConnectionForm } from "./use-connection-form";

export interface ConnectionFieldsProps {
  workspace: string;
  services: readonly GitServiceInfo[];
  form: ConnectionForm;
}

/** The fields of a new connection: which host, how, under which name, with which credential. */
export function ConnectionFields({ workspace, services, form }: ConnectionFieldsProps) {
  const { draft, set, errorOf } = form;
  const service = services.find((each) => each.service === draft.service);
  const choose = (value: string) => {
    const chosen = services.find((each) => each.service === value);
    if (!chosen) return;
    // The suggested name follows the service until the person writes another one.
    const suggested = draft.name === "" || draft.name === service?.label;
    set({ ...withService(draft, chosen), name: suggested ? chosen.label : draft.name });
  };
  return (
    <div className="space-y-5">
      <Field name="service" label="Service" required group error={errorOf("service")}>
        <RadioCards
          name="service"
          columns={3}
          value={draft.service}
          onValueChange={choose}
          cards={services.map((each) => ({ value: each.service, label: each.label, help: each.service }))}
        />
      </Field>
      {service ? (
        <>
          <Field name="method" label="Protocol" required group>
            <RadioCards
              name="method"
              value={draft.method}
              onValueChange={(value) => set({ method: value === "token" ? "token" : "ssh-key" })}
              cards={[
                {
                  value: "ssh-key",
                  label: "SSH",
                  help: "A key pair. Does not expire by itself.",
                  disabled: !service.ssh,
                },
                {
                  value: "token",
                  label: "HTTPS",
                  help: "A token of the host, with a life span.",
                  disabled: !service.https,
                },
              ]}
            />
          </Field>
          <Field name="name" label="Name" required help="How it is called in lists here." error={errorOf("name")}>
            <TextInput
              name="name"
              value={draft.name}
              maxLength={80}
              onChange={(event) => set({ name: event.target.value })}
            />
          </Field>
          {draft.method === "ssh-key" ? (
            <KeyFields workspace={workspace} service={service} form={form} />
          ) : (
            <TokenFields key={service.service} workspace={workspace} service={service} form={form} />
          )}
          {needsHostKeys(draft, service) ? <HostKeysField workspace={workspace} form={form} /> : null}
        </>
      ) : null}
    </div>
  );
}
