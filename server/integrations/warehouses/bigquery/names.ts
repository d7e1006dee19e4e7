/** A project's id, with the domain before it that some old ones have. */
export const isProjectId = (text: string): boolean => /^(?:[a-z0-9.-]{1,80}:)?[a-z][a-z0-9-]{4,61}[a-z0-9]$/.test(text);

export const isDatasetId = (text: string): boolean => /^\w{1,1024}$/.test(text);
