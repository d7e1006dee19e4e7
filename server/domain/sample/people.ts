import { labelled } from "./labels";
import { groupId, sampleWorkspaceId, sourceFunctionId, sourceId, userId, warehouseId } from "./sample-ids";
import type { SampleResource } from "./sample-resource";

const roles = {
  owner: "1Mc8DFMmZbyzdEWmE6k8JVgKAiE",
  member: "1T4aB9og7L00rOWdpKsvJ0I3xDL",
  sourceAdmin: "1Mc8DKqCj3vrDvNml9Vhsc7Aebt",
  sourceReadOnly: "1Mc8DLRqfeBpxN5cNBjK0n4oTPX",
  functionAdmin: "1PWCliYHNGD6q2xVM3MjSCD5WRU",
  functionReadOnly: "1YMnOJ07z3IqfTWhU1SCvChBpRj",
  privacyAdmin: "1dsSKGeBDUTGJ1QoZTtymZq949J",
  identityAdmin: "1Ttjwdg1SEGKH5hfg8heUBlfXGK",
  pii: "1ZxNOhjYFrqvYCPreLHBNTnepB4",
};

const on = (id: string, type: string, ...labels: string[]) => ({ id, type, labels: labelled(...labels) });

/** A role in the whole workspace, or only where the labels are. */
const everywhere = (workspaceId: string, role: string, ...labels: string[]) => ({
  role_id: role,
  resources: [on(workspaceId, "WORKSPACE", ...labels)],
});

type Permissions = readonly { readonly role_id: string; readonly resources: readonly ReturnType<typeof on>[] }[];

const user = (name: string, permissions: Permissions): SampleResource => ({
  kind: "user",
  id: userId(name),
  state: { email: mail(name), permissions },
});

const group = (name: string, members: readonly string[], permissions: Permissions): SampleResource => ({
  kind: "user_group",
  id: groupId(name),
  state: { name, members: members.map(mail), permissions },
});

const mail = (name: string) => `${name}@confluence-ferries.example`;

/** `workspaceId` is what grants in the whole workspace name. */
export function sampleUsers(workspaceId = sampleWorkspaceId): readonly SampleResource[] {
  const inAll = (role: string, ...labels: string[]) => everywhere(workspaceId, role, ...labels);
  return [
    user("ilse.marchetti", [inAll(roles.owner)]),
    user("tomasz.wrobel", [inAll(roles.owner)]),
    user("nguyen.thi.hoa", [inAll(roles.member)]),
    user("amara.okafor", [inAll(roles.sourceAdmin, "team:booking")]),
    user("jonas.lindqvist", [inAll(roles.sourceAdmin, "team:freight"), inAll(roles.functionAdmin)]),
    user("yael.ben-ami", [{ role_id: roles.sourceAdmin, resources: [on(sourceId("haifa-kiosk"), "SOURCE")] }]),
    user("khalid.al-harthi", [inAll(roles.sourceReadOnly, "environment:prod", "region:rhine")]),
    user("marie-claire.dubois-fontaine", [inAll(roles.sourceReadOnly)]),
    user("priya.raghunathan", [inAll(roles.privacyAdmin), inAll(roles.pii)]),
    user("oleksandr.shevchuk", [
      { role_id: roles.functionAdmin, resources: [on(sourceFunctionId("tide-gauges"), "FUNCTION")] },
      inAll(roles.functionReadOnly),
    ]),
    user("auditor+2026", [
      {
        role_id: roles.sourceReadOnly,
        resources: [on(sourceId("freight-portal"), "SOURCE"), on(sourceId("freight-api"), "SOURCE")],
      },
    ]),
    user("dr.w.featherstonehaugh", [{ role_id: roles.member, resources: [] }]),
  ];
}

export function sampleGroups(workspaceId = sampleWorkspaceId): readonly SampleResource[] {
  const inAll = (role: string, ...labels: string[]) => everywhere(workspaceId, role, ...labels);
  return [
    group(
      "Data platform",
      ["ilse.marchetti", "nguyen.thi.hoa"],
      [inAll(roles.sourceAdmin), inAll(roles.functionAdmin)],
    ),
    group("Booking engineers", ["amara.okafor"], [inAll(roles.sourceAdmin, "environment:dev", "team:booking")]),
    group(
      "Freight & customs",
      ["jonas.lindqvist", "newcomer.freight"],
      [
        inAll(roles.sourceReadOnly, "team:freight"),
        { role_id: roles.member, resources: [on(warehouseId("ledger"), "WAREHOUSE")] },
      ],
    ),
    group("Privacy desk 🔏", ["priya.raghunathan"], [inAll(roles.privacyAdmin), inAll(roles.pii)]),
    group("Identity administrators", ["tomasz.wrobel"], [inAll(roles.identityAdmin)]),
    group("طاقم المحطات", [], [inAll(roles.sourceReadOnly, "team:onboard")]),
  ];
}
