import { optionalString, permissions, setOfStrings, string } from "./attributes";
import { ksuid, shapes, shortUuid } from "./ids";
import type { ResourceKind } from "./types";
import { byId, items, permissionReferences, text } from "./values";

const emailShape = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/;
const labelShape = /^[A-Za-z][A-Za-z0-9_-]*$/;
const labelRule = { test: labelShape, message: "Start with a letter; then letters, digits, “-” and “_”." };

export const user: ResourceKind = {
  ...byId("user", "users", shapes.shortUuid, shortUuid),
  singular: "User",
  plural: "Users",
  about: "People who can sign in to this workspace, and what they may do.",
  route: "settings/access/users",
  attributes: {
    email: string("E-mail", {
      input: "email",
      createOnly: true,
      maxLength: 320,
      pattern: { test: emailShape, message: "Give an e-mail address." },
    }),
    permissions,
  },
  title: (id, state) => text(state.email) || id,
  naturalKey: (state) => text(state.email).toLowerCase() || null,
  references: (state) => permissionReferences(state.permissions),
  verbs: { created: "added", modified: "updated", toggles: false },
};

export const userGroup: ResourceKind = {
  ...byId("user_group", "user_groups", shapes.ksuid, ksuid),
  singular: "User Group",
  plural: "Groups",
  about: "Roles given to several people at once.",
  route: "settings/access/groups",
  attributes: {
    name: string("Name", { maxLength: 255 }),
    members: setOfStrings("Members", "required", { initial: [], help: "E-mails of users and invited people." }),
    permissions,
  },
  title: (id, state) => text(state.name) || id,
  naturalKey: (state) => text(state.name) || null,
  references: (state) => permissionReferences(state.permissions),
  check: (state) =>
    items(state.members).flatMap((email, index) =>
      emailShape.test(text(email)) ? [] : [{ path: `members.${index}`, message: "Give an e-mail address." }],
    ),
  incomplete: (state) =>
    items(state.permissions).length === 0
      ? [{ path: "permissions", message: "Give the group at least one role." }]
      : [],
  verbs: { created: "created", modified: "modified", toggles: false },
};

const labelId = (key: string, value: string) => `${key}:${value}`;

export const label: ResourceKind = {
  ...byId("label", "labels", /^[A-Za-z][A-Za-z0-9_-]*:[A-Za-z][A-Za-z0-9_-]*$/, (state) =>
    labelId(text(state.key), text(state.value)),
  ),
  singular: "Label",
  plural: "Labels",
  about: "Key and value that mark sources, and narrow what a role reaches.",
  route: "settings/access/labels",
  attributes: {
    key: string("Key", { createOnly: true, maxLength: 128, pattern: labelRule }),
    value: string("Value", { createOnly: true, maxLength: 128, pattern: labelRule }),
    description: optionalString("Description", { maxLength: 1000 }),
  },
  fileName: (id) => `${id.replace(":", "_")}.tf`,
  blockLabel: (id) => `id-${id.replace(":", "_")}`,
  title: (id) => id,
  /** As in the file's name: `a_b:c` and `a:b_c` would be written to the same file. */
  naturalKey: (state) => `${text(state.key)}_${text(state.value)}`,
  verbs: { created: "created", modified: "modified", toggles: false },
};
