/**
 * Reads `snippets/<id>/`: the page `pattern.md` and the source files beside it. What can be wrong is found here, at
 * build time, so that inserting a pattern has nothing left to check.
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
  valueAt,
} from "./fields.ts";
import { type FrontMatter, readFrontMatter } from "./frontMatter.ts";
import { splitMarkdown } from "./markdown.ts";
import { cutSource, languageOfEnding } from "./patternSource.ts";
import { findTabStops } from "./tabStops.ts";
import type { Loaded, Pattern, PatternCode, PatternLanguage, Problem, TabStop } from "./types.ts";

/** In the order in which pages and pickers name them. */
export const patternLanguages = [
  "typescript",
  "javascript",
  "python",
  "java",
  "go",
] as const satisfies readonly PatternLanguage[];

export const patternSections = ["What", "When", "When not", "How it fails"] as const;

const keys = ["name", "prefixes", "summary", "terms", "rules", "simulator", "sources", "tabStops"] as const;

/** Path → text of the files of one pattern's folder; the paths begin with the folder's. */
export type PatternFiles = ReadonlyMap<string, string>;

/** Reads one folder (`snippets/<id>`, no closing slash). There is a value when the page and some code can be read. */
export function readPattern(files: PatternFiles, folder: string): Loaded<Pattern> {
  const file = `${folder}/pattern.md`;
  const front = readFrontMatter(file, files.get(file) ?? "");
  const id = folder.replace(/^.*\//, "");
  if (!isId(id)) front.reportAt(0, 0, `The folder name "${id}" is not an id: lower-case words and hyphens.`);
  if (!front.usable) return { value: undefined, problems: front.problems };
  checkKeys(front, [], keys);
  checkKeys(front, ["tabStops"], patternLanguages);
  const name = textField(front, ["name"], "required");
  const summary = textField(front, ["summary"], "required");
  const prefixes = readPrefixes(front);
  checkSections(front);
  const { code, problems } = readSources(files, folder, front);
  if (!isId(id) || name === undefined || summary === undefined || code.length === 0) {
    return { value: undefined, problems: [...front.problems, ...problems] };
  }
  const value: Pattern = {
    id,
    name,
    prefixes,
    summary,
    terms: idListField(front, ["terms"]),
    rules: idListField(front, ["rules"]),
    simulators: simulatorListField(front, ["simulator"]),
    sources: sourceListField(front, ["sources"]),
    markdown: front.body.trim(),
    code,
    file,
  };
  return { value, problems: [...front.problems, ...problems] };
}

function readPrefixes(front: FrontMatter): string[] {
  const prefixes = textEntries(front, ["prefixes"]).flatMap(({ text, at }) => {
    if (isId(text)) return [text];
    front.report(at, `The prefix "${text}" must be lower-case words joined by hyphens.`);
    return [];
  });
  if (prefixes.length === 0) front.report(["prefixes"], `"prefixes" names nothing to type.`);
  return prefixes;
}

function checkSections(front: FrontMatter): void {
  const { lead, sections } = splitMarkdown(front.body);
  if (lead !== "") front.reportAt(front.bodyLine, 0, "Text before the first section belongs into a section.");
  for (const { title, markdown, line } of sections) {
    if (markdown === "") front.reportAt(front.bodyLine + line, 0, `Section "${title}" is empty.`);
  }
  if (sections.map(({ title }) => title).join() !== patternSections.join()) {
    front.reportAt(front.bodyLine, 0, `The sections must be, in this order: ${patternSections.join(", ")}.`);
  }
}

interface ReadSources {
  readonly code: readonly PatternCode[];
  readonly problems: readonly Problem[];
}

function readSources(files: PatternFiles, folder: string, front: FrontMatter): ReadSources {
  const problems: Problem[] = [];
  const code = patternLanguages.flatMap((language): PatternCode[] => {
    const [file, ...others] = sourceFiles(files, folder, language);
    for (const other of others) {
      problems.push({
        file: other,
        line: 0,
        character: 0,
        message: `${file} is the ${language} source already.`,
      });
    }
    if (file === undefined) {
      front.reportAt(0, 0, `There is no ${language} source with \`designwise:begin\` beside the page.`);
      return [];
    }
    const cut = cutSource(files.get(file) ?? "", language);
    if ("message" in cut) {
      problems.push({ file, line: cut.line, character: 0, message: cut.message });
      return [];
    }
    return [
      { language, code: cut.code, imports: cut.imports, tabStops: readTabStops(front, language, cut.code) },
    ];
  });
  return { code, problems };
}

/** Java names files after their class, so a source is known by its ending and its mark. */
function sourceFiles(files: PatternFiles, folder: string, language: PatternLanguage): string[] {
  return [...files.keys()]
    .filter((file) => file.startsWith(`${folder}/`))
    .filter((file) => languageOfEnding[file.replace(/^.*\./, "")] === language)
    .filter((file) => /designwise:(?:begin|end)/.test(files.get(file) ?? ""))
    .sort();
}

/** JavaScript is made from TypeScript, so it shares its stops unless it states its own. */
function readTabStops(front: FrontMatter, language: PatternLanguage, code: string): TabStop[] {
  const own = valueAt(front, ["tabStops", language]) !== undefined;
  const stated = own || language !== "javascript" ? language : "typescript";
  const entries = textEntries(front, ["tabStops", stated]);
  const stops = entries.map(({ text }, position) => ({ index: position + 1, token: text }));
  const words = code.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  stops.forEach((stop, position) => {
    if (findTabStops(code, [stop]).length > 0) return;
    front.report(
      entries[position]?.at ?? ["tabStops"],
      `The tab stop "${stop.token}" matches nothing in the ${language} source.${didYouMean(stop.token, words)}`,
    );
  });
  const places = findTabStops(code, stops);
  if (places.some((place, i) => place.start < (places[i - 1]?.end ?? 0))) {
    front.report(["tabStops", stated], `Tab stops of ${language} overlap.`);
  }
  return stops;
}
