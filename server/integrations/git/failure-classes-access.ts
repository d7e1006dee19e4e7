import { lost, stop } from "@/server/integrations/git/failure-facts";

/** Whether the host lets this credential in, and how far. */
export const accessClasses = {
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
