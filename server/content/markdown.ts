/**
 * The little structure that our content files agree on: an opening text, then `## ` sections; and sentences, since
 * hovers show the first of a section. Rendering Markdown is the client's business, so there is no parser here.
 */

export interface MarkdownSection {
  readonly title: string;
  /** Trimmed, without the heading. */
  readonly markdown: string;
  /** Line of the heading, 0-based within the body. */
  readonly line: number;
}

export interface SplitMarkdown {
  /** What stands before the first section, trimmed. */
  readonly lead: string;
  readonly leadLine: number;
  readonly sections: readonly MarkdownSection[];
  /** Headings of level 1, or of level 3 and deeper outside a section. */
  readonly strayHeadings: readonly { readonly text: string; readonly line: number }[];
}

/** Cuts a body at its `## ` headings. Lines inside code fences are never headings. */
export function splitMarkdown(body: string): SplitMarkdown {
  const lines = body.split("\n");
  const headings: { title: string; line: number }[] = [];
  const strayHeadings: { text: string; line: number }[] = [];
  const fenced = fencedLines(lines);
  lines.forEach((text, line) => {
    const heading = fenced[line] ? undefined : headingOf(text);
    if (heading === undefined) return;
    const { title, level } = heading;
    if (level === 2) headings.push({ title, line });
    else if (level === 1 || headings.length === 0) strayHeadings.push({ text: title, line });
  });
  const firstHeading = headings[0]?.line ?? lines.length;
  const leadLine = lines.findIndex((text) => text.trim() !== "");
  return {
    lead: lines.slice(0, firstHeading).join("\n").trim(),
    leadLine: Math.max(leadLine, 0),
    sections: headings.map(({ title, line }, i) => ({
      title,
      line,
      markdown: lines
        .slice(line + 1, headings[i + 1]?.line ?? lines.length)
        .join("\n")
        .trim(),
    })),
    strayHeadings,
  };
}

/** The heading that a line is, without the marks around it. No pattern goes back over a line: it may be hostile. */
export function headingOf(line: string): { readonly title: string; readonly level: number } | undefined {
  const marks = /^ {0,3}(#{1,6})(?=[ \t])/.exec(line);
  if (marks === null) return undefined;
  const content = line.slice(marks[0].length).trim();
  let end = content.length;
  while (content[end - 1] === "#") end--;
  return { title: content.slice(0, end).trim(), level: marks[1]?.length ?? 0 };
}

/** For each line whether it is part of a code fence, its marks included. */
export function fencedLines(lines: readonly string[]): boolean[] {
  let fence: string | undefined;
  return lines.map((text) => {
    const marks = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    if (fence === undefined) {
      fence = marks;
      return marks !== undefined;
    }
    if (marks?.startsWith(fence) && text.trim() === marks) fence = undefined;
    return true;
  });
}

/** Abbreviations whose full stop ends no sentence when more text follows. */
const abbreviations = /(?:^|[\s(])(?:e\.g|i\.e|vs|etc|cf|al|approx|ca|Fig|No|St|Dr|Mr|Ms|[A-Z])$/;

/**
 * The sentences of the first paragraph (or first list item) of a Markdown text, with line breaks as spaces. A full stop
 * ends a sentence only before a space, outside inline code, and not after an abbreviation or initial.
 */
export function sentences(markdown: string): string[] {
  const text = firstBlock(markdown);
  const found: string[] = [];
  let start = 0;
  let inCode = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "`") inCode = !inCode;
    if (inCode || !".!?".includes(text[i]!)) continue;
    const end = i + /^[.!?]*[)\]"'”’*_]*/.exec(text.slice(i))![0].length;
    const ends = end >= text.length || text[end] === " ";
    if (!ends || (text[i] === "." && end < text.length && abbreviations.test(text.slice(start, i)))) continue;
    found.push(text.slice(start, end).trim());
    start = end;
    i = end - 1;
  }
  const rest = text.slice(start).trim();
  return rest === "" ? found : [...found, rest];
}

/** What a hover shows of a section; empty for an empty text. */
export function firstSentence(markdown: string): string {
  return sentences(markdown)[0] ?? "";
}

/** The first paragraph or list item as one line, without its bullet. */
function firstBlock(markdown: string): string {
  const lines = markdown.trim().split("\n");
  const bullet = /^\s*(?:[-*+]|\d+[.)])\s+/;
  // As in CommonMark, of numbered lists only one that starts with 1 may interrupt a paragraph: a line may begin "81. ".
  const nextItem = bullet.test(lines[0]!) ? bullet : /^\s*(?:[-*+]|1[.)])\s+/;
  const end = lines.findIndex((line, i) => i > 0 && (line.trim() === "" || nextItem.test(line)));
  const block = lines.slice(0, end === -1 ? lines.length : end);
  return block
    .map((line) => line.trim())
    .join(" ")
    .replace(bullet, "");
}
