/** The element id of a field's control, so that an error summary can link to it: "auth.token" → "field-auth-token". */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^A-Za-z0-9]+/g, "-")}`;
}
