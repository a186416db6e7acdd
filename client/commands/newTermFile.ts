/** The file of a new term of the team's own glossary: its name and text. Pure, so that tests need no editor. */

export interface NewTermFile {
  /** Without `.md`. */
  readonly id: string;
  readonly text: string;
  /** UTF-16 offset behind the definition, where one goes on writing. */
  readonly end: number;
}

/** `isTaken` says which ids have a file already; a name without a Latin letter or digit is called `term`. */
export function newTermFile(
  name: string,
  definition: string,
  isTaken: (id: string) => boolean = () => false,
): NewTermFile {
  const base = idOf(name);
  let id = base;
  for (let number = 2; isTaken(id); number++) id = `${base}-${number}`;
  const front = [
    "---",
    // A JSON text is YAML too, whatever the name holds.
    `name: ${JSON.stringify(name)}`,
    "aliases: []",
    "# Words that are not to be used for it:",
    "avoid: []",
    "---",
  ];
  const head = `${front.join("\n")}\n\n`;
  return { id, text: `${head}${definition}\n`, end: head.length + definition.length };
}

export function idOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "");
  return words === "" ? "term" : words;
}

/** Longer selections are no names. */
const maxNameLength = 80;

/** What is selected, as a name: `orderLine` and `ORDER_LINE` become `Order line`, prose stays as it is. */
export function nameFromSelection(selection: string): string {
  const text = selection.replace(/\s+/g, " ").trim();
  if (text.length > maxNameLength) return "";
  const isIdentifier = /^[\p{L}\p{N}_$-]+$/u.test(text) && /[_-]|\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(text);
  const words = isIdentifier ? wordsOf(text) : text;
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** Words of an identifier in lower case, abbreviations kept: `HTTPCache` is `HTTP cache`. */
function wordsOf(identifier: string): string {
  const shouted = !/\p{Ll}/u.test(identifier);
  return identifier
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[\s_$-]+/)
    .filter((word) => word !== "")
    .map((word) => (!shouted && /^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase()))
    .join(" ");
}
