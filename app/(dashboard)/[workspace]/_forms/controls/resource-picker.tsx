"use client";

import { useCallback } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { Combobox } from "@/app/_ui/combobox";
import { FieldContext } from "@/app/_ui/field-wiring";
import type { Option } from "@/app/_ui/option";
import type { KindName } from "@/server/core/kinds/types";
import { useForm } from "../form-context";

export interface ResourcePickerProps {
  readonly kinds: readonly KindName[];
  readonly value: Option | null;
  readonly onChoose: (option: Option | null) => void;
  /** Only ids that this matches are offered. */
  readonly idShape?: RegExp;
  readonly placeholder?: string;
  /** Given when it stands beside the control of its field: then it is named by this. */
  readonly label?: string;
}

/** Finds a resource of some kinds by name or id. */
export function ResourcePicker({ kinds, value, onChoose, idShape, placeholder, label }: ResourcePickerProps) {
  const client = useTRPCClient();
  const { workspace } = useForm();
  const wanted = kinds.join(" ");
  const search = useCallback(
    async (query: string): Promise<Option[]> => {
      const found = await client.resources.search.query({
        workspace,
        query: query.slice(0, 200),
        kinds: wanted.split(" ") as KindName[],
        limit: 30,
      });
      return found
        .filter(({ id }) => !idShape || idShape.test(id))
        .map(({ kind, id, title }) => ({ value: id, label: title, hint: wanted === kind ? id : `${kind} ${id}` }));
    },
    [client, workspace, wanted, idShape],
  );
  const box = (
    <Combobox search={search} value={value} onValueChange={onChoose} placeholder={placeholder} label={label} />
  );
  return label === undefined ? box : <FieldContext value={null}>{box}</FieldContext>;
}
