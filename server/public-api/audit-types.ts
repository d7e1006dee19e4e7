/** What Segment calls events that we name after our kinds; the others have the same name. */
const names: { readonly [type: string]: string } = {
  "Destination Created": "Integration Created",
  "Destination Modified": "Integration Modified",
  "Destination Enabled": "Integration Enabled",
  "Destination Disabled": "Integration Disabled",
  "Destination Deleted": "Integration Deleted",
  "Warehouse Created": "Storage Destination Created",
  "Warehouse Modified": "Storage Destination Modified",
  "Warehouse Enabled": "Storage Destination Enabled",
  "Warehouse Disabled": "Storage Destination Disabled",
  "Warehouse Deleted": "Storage Destination Deleted",
  "Profiles Warehouse Created": "Profiles Sync Warehouse Created",
  "Profiles Warehouse Modified": "Profiles Sync Warehouse Modified",
  "Profiles Warehouse Enabled": "Profiles Sync Warehouse Updated",
  "Profiles Warehouse Disabled": "Profiles Sync Warehouse Updated",
  "Profiles Warehouse Deleted": "Profiles Sync Warehouse Deleted",
  "Reverse ETL Model Created": "Model Created",
  "Reverse ETL Model Modified": "Model Settings Saved",
  "Reverse ETL Model Enabled": "Model State Change Toggled",
  "Reverse ETL Model Disabled": "Model State Change Toggled",
  "Reverse ETL Model Deleted": "Model Deleted",
  "Source Tracking Plan Connection Created": "Source Connected to Tracking Plan",
  "Source Tracking Plan Connection Deleted": "Source Disconnected From Tracking Plan",
  "User Invited": "New Segment User Invited to Workspace",
  "Invite Revoked": "Invite Deleted",
  "User Added": "Policy Created",
  "User Updated": "User Policy Updated",
  "User Deleted": "Policy Deleted",
  "User Group Modified": "User Group Updated",
};

/** Functions of each type have events of their own. */
const functionWords: { readonly [prefix: string]: string } = {
  sfnc: "Source",
  dfn: "Destination",
  ifnd: "Insert Destination",
  ifns: "Insert Source",
};

/** The type of an event in the words of Segment's audit trail. */
export function auditTypeOf({ type, resourceId }: { type: string; resourceId: string }): string {
  if (!type.startsWith("Function ")) return Object.hasOwn(names, type) ? (names[type] ?? type) : type;
  const word = functionWords[resourceId.split("_")[0] ?? ""];
  return word ? `${word} ${type}` : type;
}
