import type { Page } from "playwright-core";
import { callApi } from "./call-api";
import type { Product } from "./e2e";

/** Invites somebody to the sample workspace with one role, for all of it or for one source, and accepts through the link. */
export async function joinAs(
  product: Product,
  asOwner: Page,
  person: { email: string; roleId: string; sourceId?: string },
): Promise<Page> {
  const reach = person.sourceId
    ? { id: person.sourceId, type: "SOURCE", labels: [] }
    : { id: await workspaceId(asOwner), type: "WORKSPACE", labels: [] };
  const permissions = [{ role_id: person.roleId, resources: [reach] }];
  const answer = await callApi(asOwner, "access.invite", { workspace: "sample", email: person.email, permissions });
  const { link } = answer as { link: string };
  const page = await product.newPage({ storageState: { cookies: [], origins: [] } });
  await page.goto(link);
  await page.getByLabel("Your name").fill("Mika Member");
  await page.locator("input[type=password]").fill("another long passphrase 4 tests");
  await page.getByRole("button", { name: "Create account and join" }).click();
  await page.waitForURL((url) => url.pathname === "/sample");
  return page;
}

async function workspaceId(page: Page): Promise<string> {
  const me = (await callApi(page, "me.get", { workspace: "sample" })) as { workspace: { id: string } };
  return me.workspace.id;
}
