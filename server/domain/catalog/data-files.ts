import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type {
  DestinationDetail,
  DestinationFacts,
  DestinationRow,
  RoleRow,
  SourceRow,
  WarehouseRow,
} from "./data-rows";

const inProject = path.join("server", "domain", "catalog", "data");

function* ancestors(folder: string): Generator<string> {
  for (let current = folder; ; current = path.dirname(current)) {
    yield current;
    if (current === path.dirname(current)) return;
  }
}

/** Beside this module when it runs from source; a bundle moves the module, so then upwards from the working folder. */
function findDataFolder(): string {
  const module: string | undefined = import.meta.url;
  const folders = module?.startsWith("file:") ? [path.join(path.dirname(fileURLToPath(module)), "data")] : [];
  for (const folder of ancestors(/* turbopackIgnore: true */ process.cwd())) folders.push(path.join(folder, inProject));
  const found = folders.find((folder) => existsSync(path.join(/* turbopackIgnore: true */ folder, "roles.json")));
  if (!found) throw new Error(`The catalog's data files were not found; looked in ${folders.join(", ")}.`);
  return found;
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const dataFolder = lazily(findDataFolder);

const readText = (name: string) => readFileSync(path.join(/* turbopackIgnore: true */ dataFolder(), name), "utf8");

/** The rows of a file by id, read once when first asked for; order is the file's. */
function table<Row extends { readonly id: string }>(name: string): () => ReadonlyMap<string, Row> {
  return lazily(() => new Map((JSON.parse(readText(name)) as Row[]).map((row) => [row.id, row])));
}

export const sourceRows = table<SourceRow>("sources.json");
export const warehouseRows = table<WarehouseRow>("warehouses.json");
export const destinationRows = table<DestinationRow>("destinations.json");
export const destinationFacts = table<DestinationFacts>("destination-facts.json");
export const roleRows = table<RoleRow>("roles.json");

/** Settings, actions and presets of one destination; null for those without actions. About 10 kB, up to 110 kB. */
export function readDestinationDetail(id: string): DestinationDetail | null {
  if (!destinationRows().get(id)?.actions) return null;
  return JSON.parse(readText(path.join("destinations", `${id}.json`))) as DestinationDetail;
}
