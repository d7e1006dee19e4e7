import type { KindName } from "@/server/core/kinds/types";

/** Kinds whose lists stand beside each other as tabs. */
const families: readonly (readonly KindName[])[] = [
  ["warehouse", "source_warehouse_connection", "profiles_warehouse"],
  ["function", "insert_function_instance"],
  ["tracking_plan", "source_tracking_plan_connection"],
  ["user", "user_group", "label"],
];

/** The kinds that a list's tabs lead to, itself among them; none for lists that stand alone. */
export const familyOf = (kind: KindName): readonly KindName[] => families.find((family) => family.includes(kind)) ?? [];

/** Whether resources of a kind can be switched on and off. */
export const hasState = (kind: KindName): boolean =>
  ![
    "tracking_plan",
    "source_tracking_plan_connection",
    "source_warehouse_connection",
    "function",
    "user",
    "user_group",
    "label",
  ].includes(kind);
