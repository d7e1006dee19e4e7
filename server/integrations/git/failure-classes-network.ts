import { again, stop } from "@/server/integrations/git/failure-facts";

/** The way to the host. */
export const networkClasses = {
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

/** Whether the server is who it should be. */
export const trustClasses = {
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
