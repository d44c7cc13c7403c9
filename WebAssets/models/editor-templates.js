/** Every template a set may choose, once per id: its own, its project's, the presets the server lists. */
export function choices(...sources) {
  const known = new Map();
  for (const template of sources.flat().filter(Boolean)) if (!known.has(template.id)) known.set(template.id, template);
  return [...known.values()];
}
