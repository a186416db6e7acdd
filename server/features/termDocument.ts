/**
 * The page of a term as a read-only Markdown document, `designwise:/term/<id>.md`: what F12 opens and peek shows. The
 * editor asks for its text by the protocol's own `workspace/textDocumentContent`.
 */
import type { Source, Term } from "../content/types.ts";

export const termScheme = "designwise";

export const termUri = (id: string): string => `${termScheme}:/term/${encodeURIComponent(id)}.md`;

/** The id that a URI of `termUri` names, or undefined. */
export function termIdOf(uri: string): string | undefined {
  const name = /^designwise:\/+term\/([^/?#]+)\.md$/.exec(uri)?.[1];
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

/** `nameOf` gives related terms their names; undefined for one that is not in force. */
export function termDocument(term: Term, nameOf: (id: string) => string | undefined): string {
  const related = term.related.flatMap((id) => {
    const name = nameOf(id);
    return name === undefined ? [] : [`- [${name}](${termUri(id)})`];
  });
  const blocks = [
    `# ${term.name}`,
    term.aliases.length > 0 ? `Also: ${term.aliases.join(", ")}.` : "",
    term.definition,
    ...term.sections.map(({ title, markdown }) => `## ${title}\n\n${markdown}`),
    related.length > 0 ? `## Related\n\n${related.join("\n")}` : "",
    term.sources.length > 0 ? `## Sources\n\n${term.sources.map(sourceLine).join("\n")}` : "",
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function sourceLine({ title, author, year, url }: Source): string {
  const by = [author, year].filter((part) => part !== undefined).join(", ");
  return `- ${by === "" ? "" : `${by}: `}${url === undefined ? title : `[${title}](${url})`}`;
}
