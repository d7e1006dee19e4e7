import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { TimeZoneInput } from "@/app/(dashboard)/[workspace]/_forms/controls/time-zone-input";

it("the server sends a time zone without its own list, which differs from the browser's", () => {
  const markup = renderToStaticMarkup(<TimeZoneInput name="zone" value="Europe/Berlin" onChange={() => {}} />);
  expect(markup).toContain('value="Europe/Berlin"');
  expect(markup).not.toContain("<option");
});
