/** Words for the upper-case names of Segment's API that do not read well as they are. */
const words: { readonly [option: string]: string } = {
  INSERT_DESTINATION: "Insert (in front of a destination)",
  INSERT_SOURCE: "Insert (in front of a source)",
  TEXT_MAP: "Keys and values",
  ARRAY: "List",
  STRING: "Text",
  BOOLEAN: "Yes or no",
  CRON: "Cron expression",
  DBT_CLOUD: "After a dbt Cloud job",
  PERIODIC: "At an interval",
  SPECIFIC_DAYS: "On certain days",
  MANUAL: "By hand only",
  ALLOW_PROPERTIES: "Keep only some properties",
  DROP: "Drop the event",
  DROP_PROPERTIES: "Drop properties",
  SAMPLE: "Keep a sample",
};

/** `PROPERTY_LIBRARY` as “Property library”. */
export function optionWords(option: string): string {
  const text = option.replaceAll("_", " ").toLowerCase();
  return words[option] ?? text.charAt(0).toUpperCase() + text.slice(1);
}
