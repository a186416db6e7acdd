/**
 * Glossaries of Contextive, `*.glossary.yml`: contexts with their terms, each context for the paths that it names. Teams
 * have them already; they are read as they are, and keys that Contextive does not know are problems here too.
 * Source: Contextive's guide to its glossary files, https://docs.contextive.tech.
 */
import {
  checkKeys,
  isRecord,
  mapListField,
  textEntries,
  textField,
  textListField,
  valueAt,
} from "../content/fields.ts";
import { type FrontMatter, type Path, readYamlFile } from "../content/frontMatter.ts";
import { teamTopic } from "../content/term.ts";
import type { Loaded, Section, Term } from "../content/types.ts";
import { maxBytes } from "./fileKinds.ts";
import { globLimits, isUsableGlob } from "./globs.ts";
import { IdList } from "./idList.ts";
import type { ParsedFile, ParsedTerm } from "./parsedFile.ts";

const termKeys = ["name", "definition", "examples", "aliases", "meta"];
const contextKeys = ["name", "domainVisionStatement", "paths", "meta", "terms"];

interface Context {
  readonly name: string | undefined;
  readonly vision: string | undefined;
  readonly paths: readonly string[];
}

export function readContextive(uri: string, text: string): Loaded<ParsedFile> {
  const yaml = readYamlFile(uri, text, maxBytes.contextive);
  if (!yaml.usable) return { value: undefined, problems: yaml.problems };
  checkKeys(yaml, [], ["contexts", "imports"]);
  const ids = new IdList();
  const terms = mapListField(yaml, ["contexts"]).flatMap((at) => readContext(yaml, at, uri, ids));
  const imports = textEntries(yaml, ["imports"]).map(({ text: target, at }) => ({
    target,
    ...yaml.positionOf(at),
  }));
  return { value: { terms, imports }, problems: yaml.problems };
}

function readContext(yaml: FrontMatter, at: Path, uri: string, ids: IdList): ParsedTerm[] {
  checkKeys(yaml, at, contextKeys);
  const context: Context = {
    name: textField(yaml, [...at, "name"], "optional"),
    vision: textField(yaml, [...at, "domainVisionStatement"], "optional"),
    paths: readPaths(yaml, [...at, "paths"]),
  };
  const seen = new Set<string>();
  return mapListField(yaml, [...at, "terms"]).flatMap((place) => {
    const term = readContextTerm(yaml, place, uri, context, ids);
    if (term === undefined) return [];
    const key = term.name.toLowerCase();
    if (seen.has(key)) yaml.report([...place, "name"], `"${term.name}" stands twice in this context.`);
    seen.add(key);
    return [context.paths.length === 0 ? { term } : { term, paths: context.paths }];
  });
}

function readPaths(yaml: FrontMatter, at: Path): string[] {
  return textEntries(yaml, at).map(({ text, at: place }) => {
    if (!isUsableGlob(text)) yaml.report(place, `This path matches nothing here: it may have ${globLimits}.`);
    return text;
  });
}

function readContextTerm(
  yaml: FrontMatter,
  at: Path,
  uri: string,
  context: Context,
  ids: IdList,
): Term | undefined {
  checkKeys(yaml, at, termKeys);
  const name = textField(yaml, [...at, "name"], "required");
  if (name === undefined) return undefined;
  const aliases = textListField(yaml, [...at, "aliases"]).filter(
    (alias) => alias.toLowerCase() !== name.toLowerCase(),
  );
  return {
    ...emptyTerm,
    id: ids.idFor(name),
    name,
    aliases,
    topic: context.name ?? teamTopic,
    definition: textField(yaml, [...at, "definition"], "optional") ?? "",
    sections: [
      section("Examples", bullets(textListField(yaml, [...at, "examples"]))),
      section("Notes", notes(yaml, [...at, "meta"])),
      section("Context", context.vision ?? ""),
    ].flatMap((each) => each ?? []),
    file: uri,
  };
}

const section = (title: string, markdown: string): Section | undefined =>
  markdown === "" ? undefined : { title, markdown };

const bullets = (texts: readonly string[]): string => texts.map((text) => `- ${text}`).join("\n");

/** Free keys with texts, as their authors wrote them. */
function notes(yaml: FrontMatter, at: Path): string {
  const meta = valueAt(yaml, at);
  if (meta === undefined || meta === null) return "";
  if (!isRecord(meta)) {
    yaml.report(at, '"meta" must be a map of texts.');
    return "";
  }
  const scalar = (value: unknown): value is string | number | boolean =>
    ["string", "number", "boolean"].includes(typeof value);
  return bullets(
    Object.entries(meta).flatMap(([key, value]) => (scalar(value) ? [`${key} ${String(value)}`] : [])),
  );
}

/** What a glossary of another format cannot say. */
export const emptyTerm = {
  related: [],
  patterns: [],
  rules: [],
  simulators: [],
  sources: [],
  recognition: [],
} as const satisfies Partial<Term>;
