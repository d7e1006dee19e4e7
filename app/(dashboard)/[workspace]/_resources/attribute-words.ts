const functionTypes: { readonly [type: string]: string } = {
  SOURCE: "Source function",
  DESTINATION: "Destination function",
  INSERT_DESTINATION: "Insert, before a destination",
  INSERT_SOURCE: "Insert, after a source",
};

export const functionTypeWords = (type: string) => functionTypes[type] ?? type;

const planTypes: { readonly [type: string]: string } = {
  LIVE: "Live",
  ENGAGE: "Engage",
  PROPERTY_LIBRARY: "Property library",
  RULE_LIBRARY: "Rule library",
  TEMPLATE: "Template",
};

export const planTypeWords = (type: string) => planTypes[type] ?? type;

/** Words for one of a closed vocabulary, such as ALLOW_PROPERTIES: "Allow properties". */
export function optionWords(option: string): string {
  if (!/^[A-Z][A-Z_]*$/.test(option)) return option;
  const words = option.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
