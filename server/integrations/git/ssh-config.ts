import type { RemoteEndpoint } from "@/server/integrations/git/remote-endpoint";

/**
 * The known_hosts name of an endpoint. HostKeyAlias is taken literally by ssh, so the port must be part of it
 * in the same form that known_hosts uses.
 */
export function hostKeyAlias(endpoint: RemoteEndpoint): string {
  return endpoint.port === 22 ? endpoint.host : `[${endpoint.host}]:${endpoint.port}`;
}

/**
 * A complete ssh_config for one session: one key, one known_hosts file, nothing of the user's or the machine's.
 * `address` pins the checked address, so that a second look-up cannot lead elsewhere.
 */
export function sshConfigText(options: {
  endpoint: RemoteEndpoint;
  identityFile: string;
  knownHostsFile: string;
  address?: string;
}): string {
  const lines: [string, string][] = [
    ["BatchMode", "yes"],
    ["IdentitiesOnly", "yes"],
    ["IdentityAgent", "none"],
    ["IdentityFile", quoted(options.identityFile)],
    ["PreferredAuthentications", "publickey"],
    ["StrictHostKeyChecking", "yes"],
    ["UserKnownHostsFile", quoted(options.knownHostsFile)],
    ["GlobalKnownHostsFile", "/dev/null"],
    ["HostKeyAlias", hostKeyAlias(options.endpoint)],
    ["UpdateHostKeys", "no"],
    ["VerifyHostKeyDNS", "no"],
    ["CanonicalizeHostname", "no"],
    ["ConnectTimeout", "10"],
    ["ServerAliveInterval", "15"],
    ["ServerAliveCountMax", "3"],
    ["ForwardAgent", "no"],
    ["ForwardX11", "no"],
    ["ClearAllForwardings", "yes"],
    ["PermitLocalCommand", "no"],
    ["GSSAPIAuthentication", "no"],
    ["ControlPath", "none"],
  ];
  if (options.address) lines.push(["HostName", options.address]);
  return `Host *\n${lines.map(([key, value]) => `  ${key} ${value}\n`).join("")}`;
}

function quoted(path: string): string {
  if (/["\n\r]/.test(path)) throw new TypeError("the folder for temporary files has a name that ssh cannot take");
  return `"${path.replaceAll("%", "%%")}"`;
}
