import type { SampleResource } from "./sample-resource";

const labels = [
  ["environment", "prod", "Carries real passengers and real freight."],
  ["environment", "dev", "May be broken at any time."],
  ["environment", "staging", "The rehearsal before a release."],
  ["team", "booking", "Tickets, timetables and prices."],
  ["team", "freight", "Containers, pallets and customs."],
  ["team", "loyalty", "Tidepoints, the frequent traveller programme."],
  ["team", "onboard", "Kiosks, cafés and Wi-Fi on the ships."],
  ["region", "danube", null],
  ["region", "rhine", null],
  ["region", "mekong", "Since the joint venture of last spring."],
] as const;

export const sampleLabels: readonly SampleResource[] = labels.map(([key, value, description]) => ({
  kind: "label",
  id: `${key}:${value}`,
  state: { key, value, description },
}));

/** Label pairs from `key:value` texts. */
export const labelled = (...names: readonly string[]) =>
  names.map((name) => {
    const [key = "", value = ""] = name.split(":");
    return { key, value };
  });
