"use client";

import { useCallback, useState } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { Combobox } from "@/app/_ui/combobox";
import type { Option } from "@/app/_ui/option";
import type { CatalogKind } from "@/server/domain/catalog/types";
import type { JsonValue } from "@/server/hcl/schema";
import { type ControlProps, useForm } from "../form-context";
import { asText } from "../model/json";

/** An entry of the catalog, found by its name; an entry that is stored shows its id until another is chosen. */
export function CatalogControl({ value, onChange, catalog }: ControlProps<JsonValue> & { catalog: CatalogKind }) {
  const client = useTRPCClient();
  const { workspace } = useForm();
  const [chosen, setChosen] = useState<Option | null>(null);
  const id = asText(value);
  const search = useCallback(
    async (query: string): Promise<Option[]> => {
      const { items } = await client.catalog.search.query({ workspace, kind: catalog, query: query.slice(0, 200) });
      return items.map((item) => ({ value: item.id, label: item.name, hint: item.id }));
    },
    [client, workspace, catalog],
  );
  return (
    <Combobox
      search={search}
      placeholder="Search the catalog"
      value={chosen?.value === id ? chosen : id === "" ? null : { value: id, label: id }}
      onValueChange={(option) => {
        setChosen(option);
        onChange(option?.value ?? null);
      }}
    />
  );
}
