/** Where a person adds our public key at a host, and which right it needs. By kind of host. */
const keyPlaces: { readonly [kind: string]: string } = {
  github:
    "On GitHub open the repository, then Settings > Deploy keys > Add deploy key. Paste the key and tick “Allow write access”. A deploy key opens one repository only.",
  gitlab:
    "On GitLab open the project, then Settings > Repository > Deploy keys. Paste the key and tick “Grant write permissions”. Whoever adds it must be allowed to push to the branch.",
  bitbucket:
    "Access keys of a Bitbucket repository can only read. Add the key to the workspace instead (Workspace settings > SSH keys), or to an account that may write to the repository.",
  "bitbucket-dc":
    "Open the repository, then Repository settings > Access keys > Add key, and choose the permission “Repository write”.",
  gitea: "Open the repository, then Settings > Deploy Keys > Add Deploy Key, and tick “Enable Write Access”.",
  azure:
    "Open User settings > SSH public keys of an account that may contribute to the repository, and add the key there.",
};

/** Where a token is made, and which rights it needs. By kind of host. */
const tokenPlaces: { readonly [kind: string]: string } = {
  github:
    "A fine-grained token for this one repository with “Contents: read and write” (Settings > Developer settings > Fine-grained tokens) is best.",
  gitlab:
    "A project access token with the scope write_repository and the role Developer (Maintainer, where the branch is protected) is best: Settings > Access tokens of the project.",
  bitbucket:
    "A repository access token with “Repositories: write” is best: Repository settings > Access tokens. API tokens need read:repository:bitbucket and write:repository:bitbucket.",
  "bitbucket-dc": "An HTTP access token with “Repository write”: Repository settings > HTTP access tokens.",
  gitea: "An access token with the scope write:repository: Settings > Applications.",
  azure: "A personal access token with “Code: read and write”.",
};

export const whereToAddKey = (kind: string): string =>
  keyPlaces[kind] ?? "Add it where this host keeps the keys that may write to the repository.";

export const whereToMakeToken = (kind: string): string =>
  tokenPlaces[kind] ?? "Make a token at this host that may read and write the repository.";
