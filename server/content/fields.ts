/**
 * Typed readers of front-matter fields, the same for terms, patterns and rules. Each reports what is wrong where it
 * stands and returns whatever is right, so that one bad entry does not lose its neighbours.
 */
import { didYouMean } from "./closest.ts";
import type { FrontMatter, Path } from "./frontMatter.ts";
import type { SimulatorLink, Source } from "./types.ts";

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** True for ids as users see them: lower-case words and digits joined by single hyphens. */
export function isId(text: string): boolean {
  return kebabCase.test(text);
}

/** The raw value at `path`, or undefined. */
export function valueAt(front: FrontMatter, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== "object" || value === null) return undefined;
    return Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;
  }, front.data);
}

/** Reports every key of the map at `path` that is not in `known`. */
export function checkKeys(front: FrontMatter, path: Path, known: readonly string[]): void {
  const value = valueAt(front, path);
  if (!isRecord(value)) return;
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    front.report(
      [...path, key],
      `Unknown key "${key}".${didYouMean(key, known)} Known: ${known.join(", ")}.`,
      "key",
    );
  }
}

/** A text that is not empty. Undefined when missing or of another type; both are reported, missing only if `required`. */
export function textField(
  front: FrontMatter,
  path: Path,
  required: "required" | "optional",
): string | undefined {
  const value = valueAt(front, path);
  if (value === undefined || value === null || value === "") {
    if (required === "required") front.report(path, `"${nameOf(path)}" is missing.`);
    return undefined;
  }
  if (typeof value === "string") return value.trim();
  front.report(path, `"${nameOf(path)}" must be text, not ${kindOf(value)}${quoteHint(value)}.`);
  return undefined;
}

/** A whole number within bounds, both included. */
export function integerField(front: FrontMatter, path: Path, min: number, max: number): number | undefined {
  const value = valueAt(front, path);
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
  front.report(path, `"${nameOf(path)}" must be a whole number from ${min} to ${max}.`);
  return undefined;
}

/** A text of a list field, and where it stands. */
export interface TextEntry {
  readonly text: string;
  readonly at: Path;
}

/** A list of texts; a single text stands for a list of one. Repeated entries are reported and dropped. */
export function textEntries(front: FrontMatter, path: Path): TextEntry[] {
  const value = valueAt(front, path);
  if (value === undefined || value === null) return [];
  if (typeof value === "string") return [{ text: value.trim(), at: path }];
  if (!Array.isArray(value)) {
    front.report(path, `"${nameOf(path)}" must be a list of texts, not ${kindOf(value)}.`);
    return [];
  }
  const entries: TextEntry[] = [];
  const seen = new Set<string>();
  value.forEach((item: unknown, position) => {
    const at = [...path, position];
    const text = typeof item === "string" ? item.trim() : "";
    if (text === "") {
      front.report(at, `Entries of "${nameOf(path)}" must be texts, not ${kindOf(item)}${quoteHint(item)}.`);
    } else if (seen.has(text)) {
      front.report(at, `"${text}" stands twice in "${nameOf(path)}".`);
    } else {
      seen.add(text);
      entries.push({ text, at });
    }
  });
  return entries;
}

/** `textEntries` without their places. */
export function textListField(front: FrontMatter, path: Path): string[] {
  return textEntries(front, path).map(({ text }) => text);
}

/** A list of kebab-case ids. That they exist is not known here: the content as a whole is checked by its loader. */
export function idListField(front: FrontMatter, path: Path): string[] {
  return textEntries(front, path).flatMap(({ text, at }) => {
    if (isId(text)) return [text];
    front.report(at, `"${text}" is not an id: lower-case words joined by hyphens.`);
    return [];
  });
}

/** A list of `engine` or `engine/preset`. */
export function simulatorListField(front: FrontMatter, path: Path): SimulatorLink[] {
  return textEntries(front, path).flatMap(({ text, at }): SimulatorLink[] => {
    const [engine = "", preset, ...rest] = text.split("/");
    if (isId(engine) && (preset === undefined || isId(preset)) && rest.length === 0) {
      return [preset === undefined ? { engine } : { engine, preset }];
    }
    front.report(at, `"${text}" must read \`engine\` or \`engine/preset\`.`);
    return [];
  });
}

/** A list of sources, each a map of title, author, year and url. Entries without a title are dropped. */
export function sourceListField(front: FrontMatter, path: Path): Source[] {
  return mapListField(front, path).flatMap((at) => {
    checkKeys(front, at, ["title", "author", "year", "url"]);
    const title = textField(front, [...at, "title"], "required");
    const author = textField(front, [...at, "author"], "optional");
    const year = integerField(front, [...at, "year"], 1800, 2100);
    const url = urlField(front, [...at, "url"]);
    if (title === undefined) return [];
    return [
      {
        title,
        ...(author === undefined ? {} : { author }),
        ...(year === undefined ? {} : { year }),
        ...(url === undefined ? {} : { url }),
      },
    ];
  });
}

/** The paths of the entries of a list of maps; entries of another kind are reported and left out. */
export function mapListField(front: FrontMatter, path: Path): Path[] {
  const value = valueAt(front, path);
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    front.report(path, `"${nameOf(path)}" must be a list, not ${kindOf(value)}.`);
    return [];
  }
  const paths: Path[] = [];
  value.forEach((item: unknown, position) => {
    if (isRecord(item)) paths.push([...path, position]);
    else front.report([...path, position], `Entries of "${nameOf(path)}" must be \`key: value\` maps.`);
  });
  return paths;
}

function urlField(front: FrontMatter, path: Path): string | undefined {
  const url = textField(front, path, "optional");
  // The page makes a link of it; other schemes (command:, file:, javascript:) have no place in a source.
  if (url === undefined || /^https?:\/\/[^\s<>"']+$/.test(url)) return url;
  front.report(path, `"${url}" is not a web address (https://…).`);
  return undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nameOf(path: Path): string {
  return String(path.findLast((step) => typeof step === "string") ?? "");
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null || value === undefined || value === "") return "nothing";
  return typeof value === "object" ? "a map" : `a ${typeof value}`;
}

function quoteHint(value: unknown): string {
  return typeof value === "number" || typeof value === "boolean" ? ` (put it in quotes: "${value}")` : "";
}
