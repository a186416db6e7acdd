/**
 * Reads a glossary file, `glossary/<id>.md` or a workspace's own, into a `Term`. Terms that ship must be complete, and
 * short where the hover shows them; a team's own term may be no more than a name and a definition.
 */
import { didYouMean } from "./closest.ts";
import {
  checkKeys,
  idListField,
  isId,
  simulatorListField,
  sourceListField,
  textEntries,
  textField,
  textListField,
} from "./fields.ts";
import { type FrontMatter, readFrontMatter } from "./frontMatter.ts";
import { levels } from "./level.ts";
import { firstSentence, type SplitMarkdown, sentences, splitMarkdown } from "./markdown.ts";
import { recognitionListField } from "./recognition.ts";
import type { Level, Loaded, Section, Term } from "./types.ts";

/** In the order in which a page shows them. */
export const sectionTitles = [
  "Why it matters",
  "Trade-offs",
  "In numbers",
  "How it fails",
  "Seen in",
] as const;

/** Topics of the terms that ship, in the order of the glossary tree. A team's terms may use others. */
export const topics = [
  "foundations",
  "load",
  "storage",
  "data",
  "replication",
  "partitioning",
  "transactions",
  "consistency",
  "coordination",
  "networking",
  "api",
  "caching",
  "messaging",
  "architecture",
  "processing",
  "resilience",
  "operations",
  "security",
  "structures",
] as const;

/** Topic of a workspace's term that names none. */
export const teamTopic = "team";

const keys = [
  "name",
  "aliases",
  "alsoWritten",
  "topic",
  "level",
  "related",
  "pattern",
  "simulator",
  "rules",
  "sources",
  "recognise",
] as const;

const maxDefinitionSentences = 3;
/** A hover has about twelve lines, and other hovers share its window. */
const maxHoverSentenceLength = 200;
const sectionsInHover = ["Trade-offs", "In numbers"];

export interface TermReading {
  /** `shipped`: topic and all sections are required. `workspace`: only name and definition. */
  readonly origin: "shipped" | "workspace";
}

/** Reads one glossary file. The id is the file's name. There is a value whenever name and definition can be read. */
export function readTerm(
  file: string,
  text: string,
  reading: TermReading = { origin: "shipped" },
): Loaded<Term> {
  const front = readFrontMatter(file, text);
  const shipped = reading.origin === "shipped";
  const id = idOf(file);
  if (!isId(id))
    front.reportAt(0, 0, `The file name "${id}" is not an id: lower-case words joined by hyphens.`);
  if (!front.usable) return { value: undefined, problems: front.problems };
  checkKeys(front, [], shipped ? keys : [...keys, "avoid"]);
  const avoid = shipped ? [] : textListField(front, ["avoid"]);
  const name = textField(front, ["name"], "required");
  const aliases = readNames(front, "aliases", name === undefined ? [] : [name]);
  const names = name === undefined ? aliases : [name, ...aliases];
  const alsoWritten = readNames(front, "alsoWritten", names);
  const body = splitMarkdown(front.body);
  checkBody(front, body, shipped);
  const level = readLevel(front);
  const value: Term = {
    id,
    name: name ?? id,
    aliases,
    ...(alsoWritten.length === 0 ? {} : { alsoWritten }),
    topic: readTopic(front, shipped),
    ...(level === undefined ? {} : { level }),
    definition: body.lead,
    sections: body.sections.map(({ title, markdown }): Section => ({ title, markdown })),
    related: readRelated(front, id),
    patterns: idListField(front, ["pattern"]),
    rules: idListField(front, ["rules"]),
    simulators: simulatorListField(front, ["simulator"]),
    sources: sourceListField(front, ["sources"]),
    recognition: recognitionListField(front, ["recognise"], [...names, ...alsoWritten]),
    ...(avoid.length === 0 ? {} : { avoid }),
    file,
  };
  const complete = name !== undefined && body.lead !== "" && isId(id);
  return { value: complete ? value : undefined, problems: front.problems };
}

/** The last segment of a path or URI, without `.md`. */
function idOf(file: string): string {
  return file.replace(/^.*[/\\]/, "").replace(/\.md$/i, "");
}

/** `known` are names that the term has already. */
function readNames(front: FrontMatter, key: "aliases" | "alsoWritten", known: readonly string[]): string[] {
  const taken = new Set(known.map((name) => name.toLowerCase()));
  return textEntries(front, [key]).flatMap(({ text, at }) => {
    if (!taken.has(text.toLowerCase())) return [text];
    front.report(at, `"${text}" is a name of this term already.`);
    return [];
  });
}

function readTopic(front: FrontMatter, shipped: boolean): string {
  const topic = textField(front, ["topic"], shipped ? "required" : "optional") ?? teamTopic;
  if (shipped && topic !== teamTopic && !topics.some((known) => known === topic)) {
    front.report(
      ["topic"],
      `Unknown topic "${topic}".${didYouMean(topic, topics)} Known: ${topics.join(", ")}.`,
    );
  }
  return topic;
}

function readLevel(front: FrontMatter): Level | undefined {
  const text = textField(front, ["level"], "optional");
  const level = levels.find((each) => each === text);
  if (text !== undefined && level === undefined) {
    front.report(
      ["level"],
      `Unknown level "${text}".${didYouMean(text, levels)} Known: ${levels.join(", ")}.`,
    );
  }
  return level;
}

function readRelated(front: FrontMatter, id: string): string[] {
  const related = idListField(front, ["related"]);
  if (related.includes(id)) front.report(["related"], "A term is not related to itself.");
  return related.filter((other) => other !== id);
}

function checkBody(front: FrontMatter, body: SplitMarkdown, shipped: boolean): void {
  const at = (line: number): number => front.bodyLine + line;
  if (body.lead === "")
    front.reportAt(at(0), 0, "The definition is missing: text before the first `##` heading.");
  const count = sentences(body.lead).length;
  if (count > maxDefinitionSentences) {
    front.reportAt(
      at(body.leadLine),
      0,
      `The definition has ${count} sentences; at most ${maxDefinitionSentences} fit a hover.`,
    );
  }
  if (/\n\s*\n/.test(body.lead)) {
    front.reportAt(
      at(body.leadLine),
      0,
      "The definition must be one paragraph; move the rest into a section.",
    );
  }
  for (const { text, line } of body.strayHeadings) {
    front.reportAt(at(line), 0, `Heading "${text}": sections have headings of level 2 (\`## \`).`);
  }
  checkSections(front, body, shipped);
}

function checkSections(front: FrontMatter, body: SplitMarkdown, shipped: boolean): void {
  let lastPosition = -1;
  const seen = new Set<string>();
  for (const { title, markdown, line } of body.sections) {
    const report = (message: string): void => front.reportAt(front.bodyLine + line, 0, message);
    const position = (sectionTitles as readonly string[]).indexOf(title);
    if (position === -1) {
      if (shipped)
        report(
          `Unknown section "${title}".${didYouMean(title, sectionTitles)} Known: ${sectionTitles.join(", ")}.`,
        );
      continue;
    }
    if (seen.has(title)) report(`Section "${title}" stands twice.`);
    else if (position < lastPosition)
      report(`Section "${title}" must stand before "${sectionTitles[lastPosition]}".`);
    if (markdown === "") report(`Section "${title}" is empty.`);
    const shown = firstSentence(markdown).length;
    if (sectionsInHover.includes(title) && shown > maxHoverSentenceLength) {
      report(
        `The first sentence of "${title}" has ${shown} characters; the hover shows it, so at most ${maxHoverSentenceLength}.`,
      );
    }
    seen.add(title);
    lastPosition = Math.max(lastPosition, position);
  }
  if (!shipped) return;
  for (const title of sectionTitles) {
    if (!seen.has(title)) front.reportAt(front.bodyLine, 0, `Section "${title}" is missing.`);
  }
}
