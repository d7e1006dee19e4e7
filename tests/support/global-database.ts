import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { startTestPostgres, type TestPostgres } from "./test-postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** Address that starts the run's Postgres when first asked, and answers its connection string. */
    testDatabaseDoor?: string;
  }
}

/**
 * Vitest `globalSetup`: one migrated Postgres for all test files of a run, started when the first of them asks for it,
 * so that runs of pure tests stay quick.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<TestPostgres> | undefined;
  const door = createServer((_request, response) => {
    started ??= startTestPostgres();
    started.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  project.provide("testDatabaseDoor", `http://127.0.0.1:${(door.address() as AddressInfo).port}/`);
  return async () => {
    door.close();
    door.closeAllConnections();
    await started?.then((postgres) => postgres.stop()).catch(() => undefined);
  };
}
