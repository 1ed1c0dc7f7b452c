/** Says which requirements `--only` names, as bare ids or `<document>:<id>`; without it all. */
export function selection(only: string[] | undefined): (document: string, id: string) => boolean {
  if (only === undefined) return () => true;
  const wanted = new Set(only);
  return (document, id) => wanted.has(id) || wanted.has(`${document}:${id}`);
}
