import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "@/server/db";
import { findPasswordReset } from "@/server/domain/accounts/find-password-reset";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/embedded/postgres";
import { migrate } from "@/server/migrate";
import { makeTempDir, removeDir } from "@/tests/support/temp-dir";

const root = fileURLToPath(new URL("../..", import.meta.url));
let dataDir = "";
let postgres: EmbeddedPostgres;

beforeAll(async () => {
  dataDir = await makeTempDir();
  postgres = await startEmbeddedPostgres(dataDir, { durable: false });
  await migrate(postgres.url, `${root}/prisma/migrations`);
});

afterAll(async () => {
  await postgres.stop();
  await removeDir(dataDir);
});

async function run(email: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, TRIBUTARY_DATA_DIR: dataDir, TRIBUTARY_URL: "https://tributary.example.com/" };
  const command = [`${root}/server/cli/tributary.mjs`, "reset-password", "--email", email];
  return promisify(execFile)(process.execPath, command, { env: env as unknown as NodeJS.ProcessEnv }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

it("prints a link beside the running product, and says why there is none", async () => {
  const { db, close } = openDatabase(postgres.url);
  const { id } = await db.account.create({ data: { email: "ada@example.com", name: "Ada", passwordHash: "x" } });
  const made = await run(" Ada@Example.com ");
  expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining("within 30 minutes") });
  const token = /^https:\/\/tributary\.example\.com\/reset-password\/([\w-]{43})\n$/.exec(made.stdout)?.[1] ?? "";
  expect(await findPasswordReset(db, token)).toMatchObject({ status: "open", person: { accountId: id } });
  expect(await run("nobody@example.com")).toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining("There is no account"),
  });
  expect(await run("no address")).toMatchObject({ code: 2, stdout: "" });
  await close();
});
