import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { extractDefinition, type PackageDefinition } from "@/server/domain/catalog/extract-definition";
import {
  type DestinationInput,
  destinationFacts,
  destinationRow,
  type RoleInput,
  roleRow,
  type SourceInput,
  sourceRow,
  type WarehouseInput,
  warehouseRow,
} from "@/server/domain/catalog/extract-facts";
import { formatDetail, formatRows } from "@/server/domain/catalog/format-data";

/**
 * Writes the catalog's data files.
 * Usage: tsx server/cli/catalog-extract.ts PACKAGE_FOLDER FACTS_FOLDER [OUT_FOLDER]
 * PACKAGE_FOLDER holds a node_modules with `@segment/action-destinations`; FACTS_FOLDER the files sources.json,
 * warehouses.json, destinations.json and roles.json.
 */
interface PackageManifest {
  readonly manifest: { readonly [id: string]: { readonly definition: PackageDefinition } };
}

function loadManifest(folder: string): PackageManifest["manifest"] {
  const load = createRequire(path.resolve(folder, "package.json"));
  return (load("@segment/action-destinations") as PackageManifest).manifest;
}

function readFacts<Row>(folder: string, name: string): Row[] {
  return JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Row[];
}

/** Names and slugs for destinations that only the package has come from the package. */
function missingEntries(known: readonly DestinationInput[], manifest: PackageManifest["manifest"]): DestinationInput[] {
  const ids = new Set(known.map((entry) => entry.id));
  return Object.entries(manifest).flatMap(([id, { definition }]) =>
    ids.has(id)
      ? []
      : [{ id, slug: definition.slug, name: definition.name, kind: "actions" as const, status: null, categories: [] }],
  );
}

function writeDetails(manifest: PackageManifest["manifest"], folder: string): Map<string, number> {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) rmSync(path.join(folder, file));
  return new Map(
    Object.entries(manifest).map(([id, { definition }]) => {
      const detail = extractDefinition(id, definition);
      writeFileSync(path.join(folder, `${id}.json`), `${formatDetail(detail)}\n`);
      return [id, detail.actions.length];
    }),
  );
}

function extract(packageFolder: string, factsFolder: string, outFolder: string): void {
  const manifest = loadManifest(packageFolder);
  const write = (name: string, rows: readonly unknown[]) =>
    writeFileSync(path.join(outFolder, name), `${formatRows(rows)}\n`);
  const actions = writeDetails(manifest, path.join(outFolder, "destinations"));
  const known = readFacts<DestinationInput>(factsFolder, "destinations.json");
  const destinations = [...known, ...missingEntries(known, manifest)];
  write(
    "destinations.json",
    destinations.map((entry) => destinationRow(entry, actions.get(entry.id) ?? 0)),
  );
  write("destination-facts.json", destinations.map(destinationFacts));
  write("sources.json", readFacts<SourceInput>(factsFolder, "sources.json").map(sourceRow));
  const warehouses = readFacts<WarehouseInput>(factsFolder, "warehouses.json").map(warehouseRow);
  write(
    "warehouses.json",
    warehouses.filter((row) => row !== null),
  );
  write("roles.json", readFacts<RoleInput>(factsFolder, "roles.json").map(roleRow));
  const sum = [...actions.values()].reduce((total, count) => total + count, 0);
  process.stdout.write(`${destinations.length} destinations, ${actions.size} with ${sum} actions\n`);
}

const [packageFolder, factsFolder, outFolder] = process.argv.slice(2);
if (!packageFolder || !factsFolder) {
  process.stderr.write("usage: catalog-extract PACKAGE_FOLDER FACTS_FOLDER [OUT_FOLDER]\n");
  process.exitCode = 2;
} else {
  const ours = fileURLToPath(new URL("../domain/catalog/data", import.meta.url));
  extract(packageFolder, factsFolder, outFolder ?? ours);
}
