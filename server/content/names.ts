/** All names by which a term is found: what recognition looks for. People are shown `name` and `aliases`. */
import type { Term } from "./types.ts";

export const namesOf = ({ name, aliases, alsoWritten = [] }: Term): readonly string[] => [
  name,
  ...aliases,
  ...alsoWritten,
];
