/** The page of a resource; without an id, the list of its kind. Ids such as `environment:prod` are escaped. */
export const resourceHref = (workspace: string, route: string, id?: string): string =>
  id === undefined ? `/${workspace}/${route}` : `/${workspace}/${route}/${encodeURIComponent(id)}`;

/** An id as it stands in an address; what is not escaped rightly is taken as it is, and then found nowhere. */
export function idFromPath(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
