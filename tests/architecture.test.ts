import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const rooms = ["app", "server", "inngest"];

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sourceFiles(file);
    else if (/\.tsx?$/.test(entry.name)) yield file;
  }
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const statement =
  /^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']/gm;

/** Own files as paths from the root without extension; packages by their name. */
function target(from: string, specifier: string): string {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier.startsWith(".")) return path.posix.join(path.posix.dirname(from), specifier).replace(/\.tsx?$/, "");
  return specifier;
}

const files = rooms.flatMap((room) => [...sourceFiles(room)]);
const imports: Import[] = files.flatMap((from) =>
  [...fs.readFileSync(path.join(root, from), "utf8").matchAll(statement)].map((match) => ({
    from,
    to: target(from, match[2] ?? match[3] ?? ""),
    typeOnly: match[1] !== undefined,
  })),
);

const breaking = (wrong: (each: Import) => boolean) =>
  imports.filter(wrong).map(({ from, to }) => `${from} imports ${to}`);

const inside = (room: string) => (file: string) => file === room || file.startsWith(`${room}/`);
const [app, domain, core, hcl] = ["app", "server/domain", "server/core", "server/hcl"].map(inside);
const own = (to: string) => rooms.some((room) => inside(room)(to)) || inside("prisma")(to);

describe("the arrows between rooms", () => {
  it("server and inngest never import pages", () => {
    expect(breaking(({ from, to }) => !app?.(from) && app?.(to) === true)).toEqual([]);
  });

  it("server never imports durable functions, but for the command line, which starts them", () => {
    const functions = inside("inngest/functions");
    expect(breaking(({ from, to }) => inside("server")(from) && !inside("server/cli")(from) && functions(to))).toEqual(
      [],
    );
  });

  it("domain imports core, hcl, the dbt engine without its thread, itself, the database, and the leaf contracts of events only", () => {
    const allowed = [
      inside("server/domain"),
      inside("server/core"),
      inside("server/hcl"),
      inside("server/dbt"),
      inside("prisma/generated"),
      inside("server/crypto"),
      inside("server/env"),
      inside("server/log"),
      inside("inngest/client"),
      inside("inngest/events"),
    ];
    const shell = /^server\/dbt\/(worker|folder)\//;
    expect(
      breaking(
        ({ from, to, typeOnly }) =>
          domain?.(from) === true && own(to) && (!allowed.some((is) => is(to)) || (shell.test(to) && !typeOnly)),
      ),
    ).toEqual([]);
  });

  it("domain imports no framework and no vendor's SDK: only what checks input, compares addresses, hashes passwords, and is Node's own", () => {
    const allowed = (to: string) =>
      own(to) || to.startsWith("node:") || ["zod", "ipaddr.js", "@node-rs/argon2"].includes(to);
    expect(breaking(({ from, to }) => domain?.(from) === true && !allowed(to))).toEqual([]);
  });

  it("core imports hcl and itself only, and the database as types", () => {
    const allowed = (each: Import) =>
      core?.(each.to) || hcl?.(each.to) || (inside("prisma/generated")(each.to) && each.typeOnly);
    expect(breaking((each) => core?.(each.from) === true && own(each.to) && !allowed(each))).toEqual([]);
  });

  it("the pure rooms stay pure", () => {
    const pure = [inside("server/hcl"), inside("server/dbt")];
    const impure = /^(node:(fs|child_process|net|http|https)|pg$|@prisma)/;
    // Where a dbt project meets a thread and a disk: the shell around the core.
    const worker = /server\/dbt\/(worker|folder)\//;
    expect(
      breaking(
        ({ from, to }) =>
          pure.some((is) => is(from)) &&
          !worker.test(from) &&
          (impure.test(to) || (own(to) && !pure.some((is) => is(from) && is(to)))),
      ),
    ).toEqual([]);
  });

  it("routers and pages import no Prisma", () => {
    const doors = [inside("server/api"), inside("app")];
    expect(breaking(({ from, to }) => doors.some((is) => is(from)) && /@prisma|prisma\/generated/.test(to))).toEqual(
      [],
    );
  });

  it("pages import verbs only through the API: of domain, schemas and types", () => {
    const allowed = (each: Import) => each.typeOnly || /\/schema$/.test(each.to);
    const authDoors = /^app\/(\(auth\)|api)\//;
    expect(
      breaking(
        (each) =>
          app?.(each.from) === true && domain?.(each.to) === true && !allowed(each) && !authDoors.test(each.from),
      ),
    ).toEqual([]);
  });
});

describe("the tables", () => {
  const owners: { readonly [noun: string]: readonly string[] } = {
    accounts: ["Account", "Identity", "PasswordReset", "Session", "SignInAttempt"],
    "api-tokens": ["ApiToken"],
    audit: ["AuditEvent"],
    changes: ["ChangeRecord"],
    "dbt-models": ["DbtDescription", "DbtManifest", "DbtNode", "DbtProject", "DbtRun", "DbtRunChange"],
    "git-connections": ["GitConnection"],
    "git-sync": ["GitSync", "GitSyncCommit", "GitSyncHeldBack", "GitSyncRun"],
    members: ["Invite"],
    resources: ["CreateRequest", "Resource", "ResourceReference", "ResourceSecret", "SourceWriteKey"],
    workspaces: ["Workspace"],
  };
  const schema = "prisma/schema";
  const models = fs
    .readdirSync(path.join(root, schema))
    .flatMap((file) => [...fs.readFileSync(path.join(root, schema, file), "utf8").matchAll(/^model (\w+)/gm)])
    .map((match) => match[1] ?? "");

  it("have one owner each among the nouns, but for the executor's, which no noun uses", () => {
    const ofNouns = models.filter((model) => !model.startsWith("Executor"));
    expect(Object.values(owners).flat().sort()).toEqual(ofNouns.sort());
  });

  it("are read and written by their own noun only: the others call its verbs", () => {
    const calls = models.map((model) => `${model.charAt(0).toLowerCase()}${model.slice(1)}`).join("|");
    const use = new RegExp(
      `\\.\\s*(${calls})\\s*\\??\\.\\s*(?:find|create|update|delete|upsert|count|groupBy|aggregate)|"(${models.join("|")})"|\\b(executor_\\w+)`,
      "g",
    );
    const foreign = files.filter(inside("server/domain")).flatMap((file) => {
      const own = owners[file.split("/")[2] ?? ""] ?? [];
      const uses = [...fs.readFileSync(path.join(root, file), "utf8").matchAll(use)];
      const names = uses.map(([, delegate, table, mapped]) => delegate ?? table ?? mapped ?? "");
      const used = new Set(names.map((name) => name.charAt(0).toUpperCase() + name.slice(1)));
      return [...used].filter((model) => !own.includes(model)).map((model) => `${file} uses ${model}`);
    });
    expect(foreign).toEqual([]);
  });
});

describe("the shape of the code", () => {
  it("has no import cycles", () => {
    const graph = new Map<string, string[]>();
    for (const { from, to, typeOnly } of imports) {
      if (typeOnly || !own(to)) continue;
      const key = from.replace(/\.tsx?$/, "");
      graph.set(key, [...(graph.get(key) ?? []), to]);
    }
    expect(findCycle(graph)).toBeNull();
  });

  it("has no file that is too long to be seen at once", () => {
    const tests = ["tests", "bench"].flatMap((folder) => [...sourceFiles(folder)]);
    const limit = (file: string) => (tests.includes(file) ? 400 : file.endsWith("/page.tsx") ? 80 : 250);
    const lines = (file: string) => fs.readFileSync(path.join(root, file), "utf8").split("\n").length - 1;
    expect([...files, ...tests].filter((file) => lines(file) > limit(file))).toEqual([]);
  });

  it("has no barrel files", () => {
    const barrels = files.filter((file) => {
      if (!/\/index\.tsx?$/.test(file)) return false;
      const text = fs.readFileSync(path.join(root, file), "utf8");
      return text.split("\n").every((line) => line.trim() === "" || line.startsWith("export"));
    });
    expect(barrels).toEqual([]);
  });

  it("names files in kebab-case, and none after what it is not about", () => {
    const odd = files.filter((file) => !/^[a-z0-9.-]+\.tsx?$/.test(path.basename(file)));
    const vague = files.filter((file) => /(^|\/)(utils?|helpers?|managers?|services?)(\/|\.tsx?$)/.test(file));
    expect([...odd, ...vague]).toEqual([]);
  });
});

function findCycle(graph: ReadonlyMap<string, readonly string[]>): string | null {
  const state = new Map<string, "open" | "done">();
  const visit = (node: string, trail: readonly string[]): string | null => {
    if (state.get(node) === "done") return null;
    if (state.get(node) === "open") return [...trail.slice(trail.indexOf(node)), node].join(" → ");
    state.set(node, "open");
    for (const next of graph.get(node) ?? []) {
      const found = visit(next, [...trail, node]);
      if (found) return found;
    }
    state.set(node, "done");
    return null;
  };
  for (const node of graph.keys()) {
    const found = visit(node, []);
    if (found) return found;
  }
  return null;
}
