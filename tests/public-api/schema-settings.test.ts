import { describe, expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { addWorld } from "./world";

const { db } = await productDatabase();

const traits = { allowUnplannedTraits: true, allowTraitsOnViolations: true, commonEventOnViolations: "ALLOW" };
const defaults = {
  track: {
    allowUnplannedEvents: true,
    allowUnplannedEventProperties: true,
    allowEventOnViolations: true,
    allowPropertiesOnViolations: true,
    commonEventOnViolations: "ALLOW",
  },
  identify: traits,
  group: traits,
  forwardingViolationsTo: null,
  forwardingBlockedEventsTo: null,
};

async function prepared() {
  const client = await apiClient(db);
  const world = await addWorld(client.ctx);
  const path = `/sources/${world.source}/settings`;
  const connect = () => client.send("POST", `/tracking-plans/${world.plan}/sources`, { sourceId: world.source });
  return { ...client, world, path, connect };
}

describe("schema settings of a source", () => {
  it("are the defaults until somebody changes them", async () => {
    const { send, path, connect, world } = await prepared();
    expect((await send("GET", path)).data).toEqual({ sourceId: world.source, settings: defaults });
    await connect();
    expect((await send("GET", path)).data.settings).toEqual(defaults);
    expect((await send("PATCH", path, {})).data).toEqual({ sourceId: world.source, settings: defaults });
  });

  it("are merged key by key, and a forward that is left out ends", async () => {
    const { send, path, connect, world } = await prepared();
    await connect();
    const forwards = { forwardingViolationsTo: world.otherSource, forwardingBlockedEventsTo: world.otherSource };
    await send("PATCH", path, { track: { allowUnplannedEvents: false }, ...forwards });
    const given = { track: { commonEventOnViolations: "OMIT_PROPERTIES" }, group: { allowUnplannedTraits: false } };
    const { data } = await send("PATCH", path, { ...given, forwardingViolationsTo: world.otherSource });
    expect(data.settings).toEqual({
      ...defaults,
      track: { ...defaults.track, allowUnplannedEvents: false, commonEventOnViolations: "OMIT_PROPERTIES" },
      group: { ...traits, allowUnplannedTraits: false },
      forwardingViolationsTo: world.otherSource,
    });
    expect((await send("GET", path)).data).toEqual(data);
  });

  it("cannot be changed without a tracking plan", async () => {
    const { send, path } = await prepared();
    const { status, errors } = await send("PATCH", path, { track: { allowUnplannedEvents: false } });
    expect(status).toBe(422);
    expect(errors[0]?.message).toMatch(/Connect a tracking plan/);
  });

  it("are refused at the field that is wrong, and nothing changes", async () => {
    const { send, path, connect, world } = await prepared();
    const other = await prepared();
    await connect();
    for (const [body, field] of [
      [{ track: { allowUnplannedEvents: "no" } }, "track.allowUnplannedEvents"],
      [{ identify: { commonEventOnViolations: "OMIT_PROPERTIES" } }, "identify.commonEventOnViolations"],
      [{ page: {} }, "page"],
      [{ track: { colour: 1 } }, "track.colour"],
      [{ forwardingViolationsTo: "" }, "forwardingViolationsTo"],
      [{ forwardingViolationsTo: other.world.source }, "forwardingViolationsTo"],
      [{ forwardingBlockedEventsTo: "no id" }, "forwardingBlockedEventsTo"],
    ] as const) {
      const { status, errors } = await send("PATCH", path, body);
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
    expect((await send("GET", path)).data.settings).toEqual(defaults);
    expect((await other.send("GET", path)).status).toBe(404);
    expect((await other.send("PATCH", path, {})).status).toBe(404);
    expect(world.source).not.toBe(other.world.source);
  });
});
