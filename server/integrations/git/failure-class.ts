/**
 * What a failure class means to us: `retryAfterSeconds` is a first pause, or null when trying again alone cannot help.
 * `accessLost`: the host does not let this credential or account in (any more).
 */
export type ClassFacts = { title: string; remedy: string; retryAfterSeconds: number | null; accessLost: boolean };

function stop(title: string, remedy: string): ClassFacts {
  return { title, remedy, retryAfterSeconds: null, accessLost: false };
}

function lost(title: string, remedy: string): ClassFacts {
  return { title, remedy, retryAfterSeconds: null, accessLost: true };
}

function again(retryAfterSeconds: number, title: string, remedy: string): ClassFacts {
  return { title, remedy, retryAfterSeconds, accessLost: false };
}

const network = {
  dns: again(30, "The host's name was not found", "Check the name for typing mistakes, and this server's DNS."),
  "connection-refused": again(
    30,
    "Nothing answers on that port",
    "Check the port of the address, and that the Git host is running.",
  ),
  timeout: again(
    30,
    "The host did not answer in time",
    "We try again. If it lasts, look at firewalls and proxies on the way.",
  ),
  "network-unreachable": again(
    60,
    "There is no network route to the host",
    "Check the network (often IPv6) of this server.",
  ),
  proxy: stop(
    "The web proxy stands in the way",
    "Check the proxy's address, its user and password, and that it allows this host.",
  ),
  "remote-hung-up": again(
    15,
    "The connection was cut",
    "We check what arrived and try again. If it lasts, look at proxies and firewalls.",
  ),
  "early-eof": again(
    15,
    "The transfer broke off",
    "We try again. If it lasts, look at proxies and at the host's limits.",
  ),
  "http-5xx": again(
    60,
    "The host had a fault of its own",
    "We try again. If it lasts, look at the host's status page.",
  ),
  "http-413": stop(
    "The host refuses a request of this size",
    "Have the limit for request bodies raised on the host or the proxy before it, or use SSH.",
  ),
  "rate-limited": again(120, "The host asks us to slow down", "We wait and try again, with longer pauses each time."),
  redirect: stop(
    "The repository lives at another address",
    "Copy the repository's current clone address into the connection.",
  ),
  "not-a-git-server": stop(
    "That address is a web page, not a repository",
    "Check the clone address. A sign-in page or a captive portal also looks like this.",
  ),
} as const;

const certificates = {
  "tls-untrusted": stop(
    "The server's certificate comes from an authority we do not know",
    "Ask the operator to add that authority's certificate (CA bundle) for this host.",
  ),
  "tls-expired": stop(
    "The server's certificate is outside its dates",
    "Have the host's certificate renewed, and check the clocks of both machines.",
  ),
  "tls-wrong-host": stop(
    "The server's certificate is for another name",
    "Use the name that the certificate was made for, or have it made for this one.",
  ),
  "tls-ca-file-missing": stop(
    "The CA bundle cannot be read",
    "Ask the operator to check the bundle's path and permissions.",
  ),
  "tls-protocol": stop("That port does not speak HTTPS as it should", "Check scheme and port of the address."),
  "host-key-changed": stop(
    "The server shows another host key than the one we keep",
    "Somebody may be in between. Compare its fingerprint with the one the host publishes before you accept a new key.",
  ),
  "host-key-unknown": stop(
    "The server's host key is not known yet",
    "Compare the fingerprint with the one its administrator publishes, then confirm it once.",
  ),
  "ssh-no-common-algorithm": stop(
    "Both sides share no SSH algorithm",
    "The SSH server is too old or too strict: its administrator should offer an ed25519 host key.",
  ),
} as const;

const access = {
  "auth-bad-key": lost(
    "The host does not accept this SSH key",
    "Add the public half at the host (as deploy key or to an account), and check that it is this one.",
  ),
  "auth-key-permissions": stop(
    "The key file can be read by others",
    "Start the product as the owner of its data folder.",
  ),
  "auth-key-unreadable": lost(
    "The stored key is not a private key",
    "Paste the private key again, from its first line to its last.",
  ),
  "auth-key-passphrase": lost(
    "The SSH key is locked with a passphrase",
    "Use a key without a passphrase, or let us make one.",
  ),
  "auth-too-many-keys": lost(
    "The host gave up after too many keys",
    "Only the connection's key is offered; check the host's MaxAuthTries.",
  ),
  "auth-bad-token": lost(
    "The host does not accept this token",
    "It may be mistyped, ended or withdrawn: create a new one and enter it.",
  ),
  "auth-missing": lost(
    "The host asked for a token and got none",
    "Enter a token, and the user name that belongs to it.",
  ),
  "auth-password-no-longer-supported": lost(
    "The host takes no account passwords",
    "Create a token with the right to write this repository, or use an SSH key.",
  ),
  gone: lost("The host has switched off this way of signing in", "Create a token of a current kind."),
  "token-expired": lost("The credential's time is over", "Create a new token or key and enter it in the connection."),
  "token-lacks-scope": stop("The token may not do this", "Create a token that may write this repository's contents."),
  "token-kind-forbidden": lost(
    "The organization forbids this kind of token",
    "Create a fine-grained token with a lifetime that the organization allows, or use a deploy key.",
  ),
  "sso-required": lost(
    "The organization asks for single sign-on",
    "Authorize this token or key for the organization at the host.",
  ),
  "two-factor-required": lost(
    "The workspace asks for two-step sign-in",
    "Switch it on for that account, or use an access token of the repository.",
  ),
  "ip-allow-list": lost(
    "The host does not accept our address",
    "Have this server's outgoing address added to the organization's allow list.",
  ),
  "account-suspended": lost("The account cannot be used", "Its owner has to settle that with the host."),
  "repository-disabled": lost("The repository is locked by the host", "Its owner has to settle that with the host."),
  "repository-not-found": lost(
    "The repository was not found, or may not be seen",
    "Check owner and name; then check that this credential may see it. Hosts do not tell the two apart.",
  ),
  "no-read-access": lost(
    "This credential may not read the repository",
    "Give its account or token the right to read it.",
  ),
  "no-write-access": stop(
    "This credential may read but not write",
    "Give its account or token the right to write the repository.",
  ),
  "deploy-key-read-only": stop(
    "This key may only read",
    "Add it again as a key with write access; most hosts cannot change that later.",
  ),
  "ssh-key-unverified": lost(
    "The host wants this SSH key confirmed",
    "Confirm the key in the settings of its account.",
  ),
  "key-already-in-use": stop("The host already knows this key elsewhere", "Make a key of its own for this repository."),
  "command-refused": stop("The host refused the command", "Check the address: it does not lead to a Git service."),
  "protocol-not-allowed": stop("This kind of address is not allowed", "Use an ssh:// or https:// address."),
  "url-rejected": stop("The address was refused", "Use an ssh:// or https:// address."),
} as const;

const pushing = {
  "branch-protected": stop(
    "The branch is protected",
    "Let this connection's account push to it (bypass or allow list), or sync to another branch.",
  ),
  "bypassed-rules": stop(
    "Rules were bypassed",
    "Nothing to do: the host accepted the push because this account may bypass them.",
  ),
  "hook-rejected": stop(
    "A rule of the host refused the commits",
    "Meet the rule that the host names, or exempt this account from it.",
  ),
  "commits-unsigned": stop("The host takes signed commits only", "Exempt this connection's account from that rule."),
  "secret-scanning-block": stop(
    "The host found a secret in the commits",
    "Remove it from the resource, and replace that secret: it may be known. Lifting the block is for a person to decide at the host.",
  ),
  "large-file": stop("A file is larger than the host allows", "Make the resource smaller."),
  "large-push": again(5, "The push is larger than the host allows", "We push in smaller parts."),
  "repository-quota": stop("The repository is full", "Make it smaller, or have its limit raised."),
  "email-privacy": stop(
    "The host protects the author's private e-mail",
    "Use the no-reply address of that account as author, or lift the protection at the host.",
  ),
  "ref-name-rejected": stop("The host refuses this branch name", "Choose another name."),
  "ref-name-conflict": stop(
    "A branch with part of this name exists",
    "Choose a name that is no folder of another, nor below another.",
  ),
  "hidden-ref": stop("The host keeps this name to itself", "Choose a plain branch."),
  "delete-refused": stop("The host refuses to delete the branch", "Delete it at the host, or leave it."),
  "ref-already-gone": stop("The branch was gone already", "Nothing to do."),
  "fetch-first": again(1, "The branch has moved", "We fetch it and put our commits on top."),
  "non-fast-forward": again(1, "The branch has moved", "We fetch it and put our commits on top."),
  "remote-ref-locked": again(
    10,
    "Somebody else is writing the branch",
    "We try again. If it lasts, the host's administrator removes the lock.",
  ),
  "unborn-default-branch": stop(
    "The empty project may not get its first branch from us",
    "Somebody with more rights makes the first commit.",
  ),
  archived: stop("The repository is archived", "Unarchive it, or connect another one."),
  "read-only-maintenance": again(300, "The host takes no changes at the moment", "We try again later."),
  "push-option-unsupported": stop("The host takes no push options", "We push again without them."),
  "atomic-unsupported": stop("The host has no atomic pushes", "We push one branch at a time."),
  "fsck-rejected": stop(
    "The host refuses a malformed object",
    "Run a full sync; if it lasts, report it with these words.",
  ),
  lfs: stop("Git LFS stands in the way", "Keep LFS away from our folders, or give this account access and space."),
} as const;

const local = {
  "branch-not-found": stop("The branch does not exist", "Choose an existing branch, or let us create it."),
  "empty-repository": stop("The repository is empty", "Nothing to do: the first sync makes its first commit."),
  "wrong-default-branch": stop(
    "The repository's default branch does not exist",
    "Choose a branch, or correct the default at the host.",
  ),
  "unborn-branch": stop("There is no commit to push yet", "Run a full sync."),
  "refspec-invalid": stop("The branch name is not complete", "Choose a plain branch name."),
  "remote-missing": stop("No repository is set", "Enter the repository's address."),
  "client-broken": stop("A program is missing on this server", "Install git and the OpenSSH client."),
  "local-ownership": stop("The cache belongs to another user", "Start the product as the owner of its data folder."),
  "local-lock": again(5, "Another git works in the cache", "We try again; a left-over lock is removed."),
  "local-identity": stop("No author is set", "Report this: the product sets an author itself."),
  "local-not-a-repository": again(1, "The cache is missing", "We make it again."),
  unknown: again(60, "The host refused, in words we do not know", "Read its words below. We try again a few times."),
} as const;

const facts = { ...network, ...certificates, ...access, ...pushing, ...local };

export type GitFailureClass = keyof typeof facts;

export const gitFailureClasses = Object.keys(facts) as GitFailureClass[];

export function factsOf(name: GitFailureClass): ClassFacts {
  return facts[name];
}
