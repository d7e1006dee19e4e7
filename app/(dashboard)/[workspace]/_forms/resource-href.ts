/** The page of a resource; without an id, the list of its kind. Ids such as `environment:prod` are escaped. */
export const resourceHref = (workspace: string, route: string, id?: string): string => {
  const list = `/${encodeURIComponent(workspace)}/${route}`;
  return id === undefined ? list : `${list}/${encodeURIComponent(id)}`;
};
