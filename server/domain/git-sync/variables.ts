import { ownsVariable, type SecretsStyle } from "@/server/core/kinds/secret-variables";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { variablesFile, variablesPath } from "@/server/domain/export/variables-file";
import { readVariables } from "@/server/hcl/variables-tf";
import { GitFailureError, type PlannedFile, type SyncRemote } from "./ports";
import { inFolder } from "./repository-files";

/** The names that the repository's `variables.tf` declares, read once and only when they are needed. */
export class DeclaredVariables {
  private found: Promise<ReadonlySet<string>> | undefined;

  constructor(
    private readonly remote: SyncRemote,
    private readonly folder: string,
    private readonly tip: string | null,
    readonly style: SecretsStyle,
  ) {}

  get path(): string {
    return inFolder(this.folder, variablesPath);
  }

  /** Throws GitFailureError when the file is somebody else's. */
  names(): Promise<ReadonlySet<string>> {
    this.found ??= this.read();
    return this.found;
  }

  /** Those of some resources. */
  async namesOf(resources: readonly { readonly kind: KindName; readonly id: string }[]): Promise<string[]> {
    const tests = resources.map(({ kind, id }) => ownsVariable(resourceKinds[kind], id));
    return [...(await this.names())].filter((name) => tests.some((isOwn) => isOwn(name)));
  }

  file(names: ReadonlySet<string>): PlannedFile {
    return { path: this.path, content: variablesFile(names) };
  }

  private async read(): Promise<ReadonlySet<string>> {
    if (this.tip === null) return new Set();
    const there = await this.remote.blobsAt(this.tip, [this.path]);
    if (!there.has(this.path)) return new Set();
    const [text] = await this.remote.readFiles(this.tip, [this.path]);
    const names = typeof text === "string" ? readVariables(text) : null;
    if (names === null) throw new GitFailureError(taken(this.path));
    return new Set(names);
  }
}

const taken = (path: string) => ({
  class: "file-taken",
  title: `Nothing was pushed: ${path} was not written by Git Sync.`,
  remedy: `Git Sync declares the variables of secrets in ${path}. Rename that file in the repository, or let Git Sync write to another folder, then run Full Sync.`,
  retriable: false,
  hostWords: "",
  accessLost: true,
});
