/** Descriptions that only repeat what the control shows: its type, and that it is required. */
const plain =
  /^(secret text|long text|text|number|whole number|on or off|true or false|list|object|keys and values|date and time|one of (?:\d+|several) choices)([;,] required)?\.$/i;

/** A catalog description, where it says more than the field itself. */
export const usefulHelp = (description: string): string => (plain.test(description.trim()) ? "" : description);
