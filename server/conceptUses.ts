/**
 * The uses of a term in the whole workspace, whatever their spelling: every text is read and matched once. Bounded in
 * files, size, finds and time; what is left out is counted and said, so that "no uses" never means "not looked".
 */
import type { CancellationToken, Location, Range } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { usesIn } from "./features/references.ts";
import type { MatchDocument } from "./glossary/match.ts";
import { mentionTest } from "./glossary/mention.ts";
import type { TermIndex } from "./glossary/termIndex.ts";
import { languageOfPath } from "./languages/languageOfPath.ts";
import type { SourceFiles } from "./sourceFiles.ts";

export interface UseLimits {
  readonly files: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  readonly uses: number;
  readonly durationMs: number;
}

export const useLimits: UseLimits = { files: 20_000, fileBytes: 1_000_000, uses: 5_000, durationMs: 60_000 };

export interface UseSearch {
  readonly files: SourceFiles;
  /** Open documents: their text is newer than what is on the disk. */
  readonly open: readonly TextDocument[];
  index(uri: string): TermIndex;
  nowMs(): number;
  /** Called now and then, with how many of the files are done. */
  progress(done: number, total: number): void;
  readonly limits: UseLimits;
}

export interface FoundUses {
  readonly uses: readonly Location[];
  /** Files that hold a use. */
  readonly files: number;
  /** Sentences; empty when everything was searched. */
  readonly leftOut: readonly string[];
}

/** Reads at once; matching is one after the other anyway. */
const batchSize = 16;

export async function findUses(
  termId: string,
  search: UseSearch,
  token: CancellationToken,
): Promise<FoundUses> {
  const { limits } = search;
  const startMs = search.nowMs();
  const open = new Map(search.open.map((document) => [document.uri, document]));
  const listed = await search.files.list(limits.files, token);
  const untitled = search.open.filter(({ uri }) => uri.startsWith("untitled:")).map(({ uri }) => uri);
  const uris = [...untitled, ...listed.uris];
  const finder = useFinder(termId);
  const uses: Location[] = [];
  const skipped = new Map<string, number>();
  let done = 0;
  while (done < uris.length && !token.isCancellationRequested) {
    if (uses.length >= limits.uses || search.nowMs() - startMs > limits.durationMs) break;
    const batch = uris.slice(done, done + batchSize);
    const texts = await Promise.all(batch.map((uri) => textOf(uri, open.get(uri), search)));
    batch.forEach((uri, at) => {
      const read = texts[at] as SearchedText;
      if (read.text === undefined) skipped.set(read.reason, (skipped.get(read.reason) ?? 0) + 1);
      else for (const range of finder(read, search.index(uri))) uses.push({ uri, range });
    });
    done += batch.length;
    search.progress(done, uris.length);
  }
  const kept = uses.slice(0, limits.uses);
  const leftOut = [
    ...(uses.length >= limits.uses ? [`Uses after the first ${count(limits.uses)}.`] : []),
    ...(done < uris.length
      ? [`${count(uris.length - done)} of ${count(uris.length)} files, not reached.`]
      : []),
    ...(listed.truncated ? [`Files beyond the first ${count(limits.files)}.`] : []),
    ...skippedFiles(skipped, limits),
  ];
  return { uses: kept, files: new Set(kept.map(({ uri }) => uri)).size, leftOut };
}

/** Folders may have indexes of their own; what is prepared for one is kept as long as the search lasts. */
function useFinder(termId: string): (read: MatchDocument, index: TermIndex) => Range[] {
  const tests = new Map<TermIndex, (text: string) => boolean>();
  return (read, index) => {
    let mayMention = tests.get(index);
    if (mayMention === undefined) {
      mayMention = mentionTest(termId, index);
      tests.set(index, mayMention);
    }
    return mayMention(read.text) ? usesIn(read, termId, index) : [];
  };
}

type SearchedText =
  | { readonly text: string; readonly languageId: string; readonly file: string }
  | { readonly text?: undefined; readonly reason: string };

async function textOf(
  uri: string,
  document: TextDocument | undefined,
  search: UseSearch,
): Promise<SearchedText> {
  const { fileBytes } = search.limits;
  if (document !== undefined) {
    const text = document.getText();
    return text.length > fileBytes
      ? { reason: "too large" }
      : { text, languageId: document.languageId, file: uri };
  }
  const read = await search.files.read(uri, fileBytes);
  return read.text === undefined ? read : { text: read.text, languageId: languageOfPath(uri), file: uri };
}

/** What is no text has no words: nothing is missing when it is left out. */
function skippedFiles(skipped: ReadonlyMap<string, number>, { fileBytes }: UseLimits): string[] {
  return [...skipped].flatMap(([reason, number]) => {
    if (reason === "binary") return [];
    const files = number === 1 ? "1 file" : `${count(number)} files`;
    return reason === "too large"
      ? [`${files} larger than ${count(fileBytes)} bytes.`]
      : [`${files} that could not be read.`];
  });
}

const count = (number: number): string => number.toLocaleString("en");
