import { type Ctx, type Db, type Origin, systemActor } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { fullAccess } from "@/server/core/permissions";

export interface Output {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/** What the command line acts with: whoever may run it has the machine, and so the database. */
export async function commandContext(db: Db, slug: string, origin: Origin = "system"): Promise<Ctx> {
  const workspace = await db.workspace.findUnique({ where: { slug }, select: { id: true, slug: true, name: true } });
  if (workspace) {
    return { db, workspace, actor: { ...systemActor, name: "Tributary command line" }, access: fullAccess, origin };
  }
  const known = await db.workspace.findMany({ select: { slug: true }, orderBy: { slug: "asc" }, take: 20 });
  throw new DomainError("not-found", `There is no workspace “${slug}”.`, {
    next: known.length > 0 ? `There are: ${known.map((each) => each.slug).join(", ")}.` : "There is no workspace yet.",
  });
}

/** Runs a command on the database of the running product, or on the embedded one; expected failures go to stderr. */
export async function inWorkspace(
  slug: string,
  out: Output,
  run: (ctx: Ctx) => Promise<number>,
  origin: Origin = "system",
): Promise<number> {
  const { joinRuntime } = await import("./runtime");
  const runtime = await joinRuntime();
  const { database } = await import("@/server/db");
  const { db, close } = database();
  try {
    return await run(await commandContext(db, slug, origin));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fields = error.fields.map(({ path, message }) => `  ${path}: ${message}\n`).join("");
    out.stderr.write(`${[error.message, error.next].filter(Boolean).join(" ")}\n${fields}`);
    return 1;
  } finally {
    await close();
    await runtime.stop();
  }
}
