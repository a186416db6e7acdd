/** A glossary file's text → what it says, by the reader of its kind. */
import type { Loaded } from "../content/types.ts";
import { readContextive } from "./contextive.ts";
import { readContextMarkdown } from "./contextMarkdown.ts";
import type { GlossaryKind } from "./fileKinds.ts";
import type { ParsedFile } from "./parsedFile.ts";
import { readTermFile } from "./termFile.ts";

const readers: Readonly<Record<GlossaryKind, (uri: string, text: string) => Loaded<ParsedFile>>> = {
  term: readTermFile,
  contextive: readContextive,
  context: readContextMarkdown,
};

/** Without a value the file is broken as a whole; with one, problems concern parts of it. Never throws. */
export const parseFile = (kind: GlossaryKind, uri: string, text: string): Loaded<ParsedFile> =>
  readers[kind](uri, text);
