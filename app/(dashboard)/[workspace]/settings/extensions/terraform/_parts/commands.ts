/** A word for the shell, quoted where it has to be. */
export const shellWord = (text: string) =>
  /^[A-Za-z0-9_./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** Copies a tree's files into one folder: `sources/a.tf` becomes `sources-a.tf`. Files of others stay there. */
export const flattenInto = (folder: string) => `plan="${folder}"
mkdir -p "$plan" && rm -f "$plan"/*-*.tf
for file in *.tf */*.tf; do
  [ -e "$file" ] && cp "$file" "$plan/$(echo "$file" | tr / -)"
done
cd "$plan"`;

/** Outside of every repository, so that neither copies nor state are ever committed. */
export const planFolder = (slug: string) => `$HOME/terraform-${slug}`;

export interface Tree {
  readonly url: string;
  readonly branch: string;
  /** Folder in the repository; empty for its top. */
  readonly path: string;
}

/** Gets the repository's tree, and goes into it. */
export function cloneTree({ url, branch, path }: Tree): string {
  const folder = path === "" ? "tributary" : `tributary/${path}`;
  return `git clone --branch ${shellWord(branch)} ${shellWord(url)} tributary\ncd ${shellWord(folder)}`;
}

/** The same without Git, on the server's machine. */
export const exportTree = (slug: string) => `npx tributary export ${shellWord(slug)} ./tributary\ncd tributary`;

/**
 * An `atlantis.yaml` for the repository's top. The copies are made in Atlantis's own clone, so that nothing of them is
 * committed; a JSON text is YAML as well.
 */
export const atlantisYaml = (slug: string, path: string) => `version: 3
projects:
  - name: ${JSON.stringify(slug)}
    dir: ${JSON.stringify(path === "" ? "." : path)}
    workflow: tributary
    autoplan:
      when_modified: ["**/*.tf"]
workflows:
  tributary:
    plan:
      steps:
        - run: for file in */*.tf; do cp "$file" "$(echo "$file" | tr / -)"; done
        - init
        - plan
`;

/** What a first plan says of a clean export. */
export const firstPlan = (imports: number) => `Plan: ${imports} to import, 0 to add, 0 to change, 0 to destroy.`;
