/** Something the command palette can jump to. */
export interface CommandResult {
  id: string;
  label: string;
  href: string;
  /** What it is: "Source", "Page". */
  kind: string;
  /** Its id or where it lies, in mono. */
  hint?: string;
}

/** Finds resources by name or id; called a moment after typing stops. */
export type CommandSearch = (query: string) => Promise<readonly CommandResult[]>;
