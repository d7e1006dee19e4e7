import { Agent, request } from "node:http";
import { expect, it } from "vitest";
import { serveUntilStopped } from "@/server/cli/serve-until-stopped";

it("answers what has begun before it stops, and no kept connection holds it", async () => {
  let release: () => void = () => undefined;
  let begun: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = await serveUntilStopped(async (_request, response) => {
    begun();
    await released;
    response.end("done");
  });
  const agent = new Agent({ keepAlive: true });
  const answer = new Promise<string>((resolve, reject) => {
    request({ port: server.port, agent }, (response) => response.setEncoding("utf8").on("data", resolve))
      .on("error", reject)
      .end();
  });
  await hasBegun;
  const order: string[] = [];
  const stopped = server.stop().then(() => order.push("stopped"));
  release();
  order.push(await answer);
  await stopped;
  expect(order).toEqual(["done", "stopped"]);
  agent.destroy();
});
