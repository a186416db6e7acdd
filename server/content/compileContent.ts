/**
 * All content files → one value and every problem found in any of them. Pure: the files are handed in as text, so that
 * the build, the tests and the scaffolding share it.
 */
import { readPattern } from "./pattern.ts";
import { readRule } from "./rule.ts";
import { readTerm } from "./term.ts";
import type { Content, Loaded, Problem } from "./types.ts";

/** Root-relative path with forward slashes → text. */
export type ContentFiles = ReadonlyMap<string, string>;

export interface CompiledContent {
  readonly content: Content;
  readonly problems: readonly Problem[];
}

export function compileContent(files: ContentFiles): CompiledContent {
  const problems: Problem[] = [];
  const collect = <T>(loaded: Loaded<T>): T[] => {
    problems.push(...loaded.problems);
    return loaded.value === undefined ? [] : [loaded.value];
  };
  const matching = (pattern: RegExp): string[] =>
    [...files.keys()].filter((file) => pattern.test(file)).sort();

  const terms = matching(/^glossary\/[^/]+\.md$/).flatMap((file) =>
    collect(readTerm(file, files.get(file) ?? "")),
  );
  const rules = matching(/^server\/rules\/[^/]+\/rule\.md$/).flatMap((file) =>
    collect(readRule(file, files.get(file) ?? "")),
  );
  const patterns = matching(/^snippets\/[^/]+\/pattern\.md$/).flatMap((file) => {
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    const own = [...files].filter(([path]) => path.startsWith(folder));
    return collect(readPattern(new Map(own), folder.slice(0, -1)));
  });
  for (const [folder, found] of [
    ["glossary", terms],
    ["snippets", patterns],
    ["server/rules", rules],
  ] as const) {
    if (found.length === 0) {
      problems.push({
        file: folder,
        line: 0,
        character: 0,
        message: `There is no usable content in ${folder}/.`,
      });
    }
  }
  for (const [file, text] of files) problems.push(...unwritten(file, text));
  return { content: { terms, patterns, rules }, problems };
}

/** What the scaffolding left to be written by hand. */
function unwritten(file: string, text: string): Problem[] {
  return text.split("\n").flatMap((content, line) => {
    const character = content.indexOf("<…");
    return character === -1 ? [] : [{ file, line, character, message: "This is still to be written." }];
  });
}
