"use client";

import dynamic from "next/dynamic";

// Each of these is for a few kinds only, and none of them should load on the pages of the others.
export const ConditionControl = dynamic(() =>
  import("./conditions/condition-control").then((file) => file.ConditionControl),
);
export const CodeEditor = dynamic(() => import("@/app/_ui/code-editor").then((file) => file.CodeEditor));
export const ObjectControl = dynamic(() => import("./controls/object-control").then((file) => file.ObjectControl));
export const CatalogControl = dynamic(() => import("./controls/catalog-control").then((file) => file.CatalogControl));
export const RowsControl = dynamic(() => import("./controls/rows-control").then((file) => file.RowsControl));
export const ListControl = dynamic(() => import("./controls/list-control").then((file) => file.ListControl));
export const ReferenceControl = dynamic(() =>
  import("./controls/reference-control").then((file) => file.ReferenceControl),
);
export const LabelsControl = dynamic(() => import("./controls/labels-control").then((file) => file.LabelsControl));
export const SettingsControl = dynamic(() =>
  import("./controls/settings-control").then((file) => file.SettingsControl),
);
export const MappingControl = dynamic(() => import("./mapping/mapping-control").then((file) => file.MappingControl));
export const PermissionsControl = dynamic(() =>
  import("./controls/permissions-control").then((file) => file.PermissionsControl),
);
export const ScheduleControl = dynamic(() =>
  import("./controls/schedule-control").then((file) => file.ScheduleControl),
);
export const RulesControl = dynamic(() => import("./rules/rules-control").then((file) => file.RulesControl));
export const FilterActionsControl = dynamic(() =>
  import("./conditions/filter-actions-control").then((file) => file.FilterActionsControl),
);
