import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { sshFingerprint } from "@/server/integrations/git/ssh-wire";
import { callApi } from "@/tests/support/call-api";
import { look, type Product, startProduct } from "@/tests/support/e2e";
import { plainGit } from "@/tests/support/plain-git";
import { type SshGitHost, startSshGitHost } from "@/tests/support/ssh-git-host";

let product: Product;
let host: SshGitHost;
let page: Page;

const extensions = "/sample/settings/extensions";
const gitSync = `${extensions}/git-sync`;
const team = "Team Git";
const main = () => page.locator("#main");
const state = (word: string) => page.locator("#main header").getByText(word, { exact: true });
const button = (name: string) => page.getByRole("button", { name, exact: true });
const at = () => host.url.replace("127.0.0.1", "localhost");
const onHost = (...args: string[]) => plainGit(host.repositoryDir, args);
const fingerprint = () => sshFingerprint(Buffer.from(host.hostKeyLine.split(" ")[2] ?? "", "base64"));
const api = (path: string, input: object = {}) => callApi(page, path, { workspace: "sample", ...input });

beforeAll(async () => {
  host = await startSshGitHost();
  const entry = { host: "localhost", label: team, ssh: { port: host.port }, https: false, allowPrivate: true };
  product = await startProduct({ TRIBUTARY_GIT_HOSTS: JSON.stringify([entry]) });
}, 600_000);

afterAll(async () => {
  await product?.stop();
  await host?.close();
});

beforeEach(async () => {
  page = await product.newPage();
  await page.goto(extensions);
});

afterEach(async () => {
  await page.context().close();
  expect(product.takeFaults()).toEqual([]);
});

test("a host that nobody knows: its key's fingerprint is shown, compared by a person, and kept", async () => {
  await page.goto(`${extensions}/git-connections/new`);
  await page.getByRole("radio", { name: team }).check();
  await page.getByRole("radio", { name: "Use a key you have" }).check();
  await page.getByRole("textbox", { name: "Private key" }).fill(host.privateKey);
  await button("Save connection").click();
  await page.getByRole("alert").getByText("Look at the host's keys and confirm them.").waitFor();
  await button("Show the host's keys").click();
  await main().getByText(fingerprint()).first().waitFor();
  expect(await look(page, "host-keys-shown")).toEqual([]);
  await page.getByLabel("I have compared these fingerprints").check();
  await button("Save connection").click();
  await page.getByRole("heading", { name: team, level: 1 }).waitFor();
  await page.getByLabel("Repository URL").fill(at());
  await button("Test connection").click();
  await page.getByText(/^The connection works/).waitFor();
  expect(await look(page, "host-keys-confirmed")).toEqual([]);
});

test("Git Sync moves to another repository after saying that this means a full sync", async () => {
  const { id } = (await api("gitConnections.usePractice")) as { id: string };
  const practice = (await api("gitConnections.practice")) as { url: string };
  await api("gitSync.setUp", { connectionId: id, url: practice.url });
  await page.goto(gitSync);
  await state("Up to date").waitFor();
  await page.getByRole("link", { name: "Change", exact: true }).click();
  await page.getByRole("radio", { name: team }).check();
  expect(await look(page, "change-1-connection")).toEqual([]);
  await button("Next").click();
  const url = page.getByLabel("Repository URL");
  expect(await url.inputValue()).toBe(practice.url);
  await url.fill(at());
  await page.getByLabel("Folder").fill("segment");
  await button("Next").click();
  await page.getByText("The next run is a full sync to the new place.").waitFor();
  await main().getByText("instead of").first().waitFor();
  expect(await look(page, "change-3-elsewhere")).toEqual([]);
  await button("Save").click();
  await page.waitForURL(/\/git-sync\/runs\//);
  await state("Succeeded").waitFor();
  expect(onHost("ls-tree", "--name-only", "main:segment").split("\n")).toContain("sources");
  await page.goto(gitSync);
  await main().getByText(at()).first().waitFor();
});

async function fromStepToStep(): Promise<void> {
  await button("Next").click();
  await page.getByLabel("Folder").waitFor();
  await button("Next").click();
}

test("another connection to the same place goes on without a full sync", async () => {
  const confirmedHostKeys = [host.hostKeyLine.replace("127.0.0.1", "localhost")];
  const key = { method: "ssh-key", service: "localhost", privateKey: host.privateKey };
  await api("gitConnections.create", { ...key, name: "Second key", confirmedHostKeys });
  const before = onHost("rev-parse", "main");
  await page.goto(`${gitSync}/change`);
  await page.getByRole("radio", { name: "Second key" }).waitFor();
  await fromStepToStep();
  await page.getByText("there is nothing to save").waitFor();
  await page.goto(`${gitSync}/change`);
  await page.getByRole("radio", { name: "Second key" }).check();
  await fromStepToStep();
  await page.getByText("without a full sync").waitFor();
  expect(await look(page, "change-3-same-place")).toEqual([]);
  await button("Save").click();
  await page.waitForURL((address) => address.pathname === gitSync);
  await page.getByRole("link", { name: "Second key" }).waitFor();
  await state("Up to date").waitFor();
  expect(onHost("rev-parse", "main")).toBe(before);
});

test("a key that changed later stops every push until a person has compared and accepted it", async () => {
  const known = fingerprint();
  await host.down();
  await host.up({ newHostKey: true });
  const [file = ""] = onHost("ls-tree", "--name-only", "main:segment/sources").split("\n");
  const id = file.replace(/\.tf$/, "");
  await api("resources.update", { kind: "source", id, changes: { name: "Behind another key" } });
  await page.goto(gitSync);
  await state("Failing").waitFor();
  await page.getByText("The server shows another host key than the one we keep").first().waitFor();
  await page.getByText("Compare its fingerprint with the one the host publishes").first().waitFor();
  expect(await look(page, "host-key-changed-sync")).toEqual([]);
  await page.getByRole("link", { name: "Open the Git connection" }).click();
  await button("Test connection").click();
  await page.getByText("The keys that the server showed").waitFor();
  await main().getByText(fingerprint()).first().waitFor();
  expect(fingerprint()).not.toBe(known);
  expect(await look(page, "host-key-changed-connection")).toEqual([]);
  await button("These are the host's keys: accept them").click();
  await page.getByText(/^The connection works/).waitFor();
  await page.goto(gitSync);
  await state("Up to date").waitFor();
  expect(onHost("show", "--format=%s", "main")).toMatch(new RegExp(`^Source '${id}' modified by`));
});
