/**
 * Which files of a workspace are a team's glossary, and which folder each of them rules. Their names alone decide, so
 * that a walk over the disk, an editor's search and its file events agree.
 */
import { parentUri } from "./uris.ts";

/**
 * `term`: a file of `.designwise/glossary`, one term, as our own. `contextive`: a glossary of Contextive.
 * `context`: `CONTEXT.md`, the glossary that coding agents are given.
 */
export type GlossaryKind = "term" | "contextive" | "context";

const kinds: readonly { readonly kind: GlossaryKind; readonly name: RegExp }[] = [
  { kind: "term", name: /\/\.designwise\/glossary\/(?:[^/]+\/)*[^/]+\.md$/i },
  { kind: "contextive", name: /\.glossary\.ya?ml$/i },
  { kind: "context", name: /\/CONTEXT\.md$/ },
];

/** Bytes of one file; a larger one is not read and its problem says so. */
export const maxBytes: Readonly<Record<GlossaryKind, number>> = {
  term: 32 * 1024,
  contextive: 2 * 1024 * 1024,
  context: 512 * 1024,
};

/** Files of one workspace folder. */
export const maxFilesPerFolder = 1_000;
/** Files that glossaries import, of all folders together. */
export const maxImports = 200;
/** Terms of all files together: an index of so many takes some tenths of a second and some tens of megabytes. */
export const maxTeamTerms = 20_000;

/** Undefined for a file that is no glossary. Takes URIs and paths with forward slashes. */
export const kindOf = (uri: string): GlossaryKind | undefined =>
  kinds.find(({ name }) => name.test(uri))?.kind;

/** The folder whose documents a glossary file is for, itself and all below. */
export const ruledFolder = (uri: string): string =>
  kindOf(uri) === "term" ? uri.replace(/\.designwise\/glossary\/.*$/i, "") : parentUri(uri);

/** 1 created, 2 changed, 4 deleted. */
const deletion = 4;
const creationOrDeletion = 1 | deletion;

/** For `workspace/didChangeWatchedFiles`. A folder that comes or goes whole is one event, with the folder's name. */
export const watchers = [
  { globPattern: "**/.designwise/glossary/**/*.md" },
  // Glossaries of Contextive, and what they import, which may have any name.
  { globPattern: "**/*.{yml,yaml}" },
  { globPattern: "**/CONTEXT.md" },
  { globPattern: "**/.designwise/**", kind: creationOrDeletion },
  { globPattern: "**/.designwise", kind: creationOrDeletion },
  { globPattern: "**/*", kind: deletion },
] as const;

/** Folders where no glossary of ours is looked for. Hidden ones are tools' own, but for `.designwise`. */
export function isPassedBy(folderName: string, skipped: ReadonlySet<string>): boolean {
  return skipped.has(folderName) || (folderName.startsWith(".") && folderName !== ".designwise");
}
