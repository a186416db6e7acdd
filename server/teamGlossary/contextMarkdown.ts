/**
 * `CONTEXT.md`, the glossary that coding agents are given: a bold term, a definition of a sentence or two, and behind
 * `_Avoid_:` what not to call it. Files of that name hold other things too, and bold words begin many a paragraph; so an
 * entry counts under a heading that announces language, or when it says what to avoid.
 * Source: the format of the skill "domain-modeling", https://github.com/mattpocock/skills.
 */
import { fencedLines, headingOf } from "../content/markdown.ts";
import { teamTopic } from "../content/term.ts";
import type { Loaded, Problem, Term } from "../content/types.ts";
import { avoidedWords } from "./avoided.ts";
import { emptyTerm } from "./contextive.ts";
import { IdList } from "./idList.ts";
import type { ParsedFile } from "./parsedFile.ts";

const announcing =
  /\b(?:language|glossary|terms?|terminology|vocabulary|definitions?|dictionary|concepts)\b/i;
/** What paragraphs begin with in bold without defining it. */
const remark =
  /^(?:note|notes|important|warning|caution|tip|hint|example|examples|todo|status|goal|avoid|see also)$/i;
/** `**Term**: …`, `**Term:** …`, `**Term** — …`, also as an item of a list. */
const entryStart = /^\s{0,3}(?:[-*+]\s+)?(?:\*\*|__)(\S(?:.*?\S)?)(?:\*\*|__)\s*(:|—|–|-(?=\s))?\s*(.*)$/;
const avoidStart = /^\s{0,3}(?:[-*+]\s+)?[_*]{1,3}avoid:?[_*]{1,3}\s*:?\s*(.*)$/i;

interface Entry {
  readonly name: string;
  readonly line: number;
  readonly announced: boolean;
  readonly definition: string[];
  readonly avoid: string[];
  /** Where its avoided words are being read, over more than one line. */
  reading: "definition" | "avoid" | "nothing";
}

export function readContextMarkdown(uri: string, text: string): Loaded<ParsedFile> {
  const { entries, problems } = entriesOf(uri, text);
  const ids = new IdList();
  const seen = new Set<string>();
  const terms = entries.flatMap((entry) => {
    if (!entry.announced && entry.avoid.length === 0) return [];
    const key = entry.name.toLowerCase();
    if (seen.has(key)) {
      problems.push({
        file: uri,
        line: entry.line,
        character: 0,
        message: `"${entry.name}" is defined twice.`,
      });
      return [];
    }
    seen.add(key);
    const avoid = avoidedWords(entry.avoid.join(" "));
    const term: Term = {
      ...emptyTerm,
      id: ids.idFor(entry.name),
      name: entry.name,
      aliases: [],
      topic: teamTopic,
      definition: entry.definition.join("\n").trim(),
      sections: [],
      ...(avoid.length === 0 ? {} : { avoid }),
      file: uri,
    };
    return [{ term }];
  });
  return { value: { terms, imports: [] }, problems };
}

function entriesOf(uri: string, text: string): { entries: Entry[]; problems: Problem[] } {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const fenced = fencedLines(lines);
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  let entry: Entry | undefined;
  /** Level of the heading that announces language; deeper ones are parts of it. */
  let announcedAt = 0;
  lines.forEach((content, line) => {
    const title = fenced[line] ? undefined : headingOf(content);
    if (title !== undefined) {
      entry = undefined;
      if (announcedAt === 0 || title.level <= announcedAt)
        announcedAt = title.level > 1 && announcing.test(title.title) ? title.level : 0;
      return;
    }
    const avoid = fenced[line] ? null : avoidStart.exec(content);
    if (avoid !== null) {
      if (entry === undefined) {
        const message = "No term stands above that these words are to be avoided for.";
        problems.push({ file: uri, line, character: 0, message });
      } else {
        entry.reading = "avoid";
        entry.avoid.push(avoid[1] ?? "");
      }
      return;
    }
    const begun = fenced[line] ? undefined : entryAt(content, line, announcedAt > 0);
    if (begun !== undefined) {
      entry = begun;
      entries.push(begun);
    } else if (entry !== undefined) continueEntry(entry, content);
  });
  return { entries, problems };
}

function entryAt(content: string, line: number, announced: boolean): Entry | undefined {
  const [, bold = "", separator, rest = ""] = entryStart.exec(content) ?? [];
  const name = bold.replace(/[`*_]/g, "").replace(/:$/, "").trim();
  const separates = separator !== undefined || bold.endsWith(":");
  if (name === "" || !separates || remark.test(name)) return undefined;
  const definition = rest === "" ? [] : [rest];
  return { name, line, announced, definition, avoid: [], reading: "definition" };
}

/** A definition is one paragraph; what is avoided may stand below it, also after an empty line. */
function continueEntry(entry: Entry, content: string): void {
  if (/^\s*(?:[-*+]\s|`{3}|~{3}|$)/.test(content)) {
    if (entry.reading === "avoid" || entry.definition.length > 0) entry.reading = "nothing";
  } else if (entry.reading !== "nothing") entry[entry.reading].push(content.trim());
}
