/** What the tests of team glossaries share: a glossary over a workspace in memory, and what it tells the user. */
import type { Diagnostic } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Content } from "../../server/content/types.ts";
import { matchAt } from "../../server/features/hover.ts";
import { buildTermIndex } from "../../server/glossary/termIndex.ts";
import { skippedFolders } from "../../server/sourceFiles.ts";
import { TeamGlossary } from "../../server/teamGlossary/teamGlossary.ts";
import { sampleTerm } from "../glossary/sampleTerms.ts";
import { InMemoryWorkspace } from "../support/inMemoryWorkspace.ts";

export const content: Content = {
  terms: [sampleTerm("Rate limiting", { aliases: ["rate limiter"] }), sampleTerm("Cache")],
  patterns: [],
  rules: [],
};

export interface Team {
  readonly workspace: InMemoryWorkspace;
  readonly glossary: TeamGlossary;
  /** What the status says, by cause. */
  readonly status: Map<string, readonly string[]>;
  /** What is shown of files that are not open. */
  readonly published: Map<string, readonly Diagnostic[]>;
  /** How often others were told that something changed. */
  readonly changes: { count: number };
}

/** The glossary after its first reading. */
export async function team(
  files: Readonly<Record<string, string>>,
  folders: readonly string[] = ["file:///shop"],
): Promise<Team> {
  const workspace = new InMemoryWorkspace(folders, files);
  const status = new Map<string, readonly string[]>();
  const published = new Map<string, readonly Diagnostic[]>();
  const changes = { count: 0 };
  const glossary = new TeamGlossary({
    workspace,
    content,
    shipped: { terms: content.terms, index: buildTermIndex(content.terms) },
    skippedFolders,
    report: (cause, messages) => {
      if (messages.length > 0) status.set(cause, messages);
      else status.delete(cause);
    },
    publish: (uri, diagnostics) => {
      if (diagnostics.length > 0) published.set(uri, diagnostics);
      else published.delete(uri);
    },
    changed: () => changes.count++,
  });
  await glossary.reload();
  return { workspace, glossary, status, published, changes };
}

/** Writes a file and says so, as an editor does. */
export function write({ workspace, glossary }: Team, uri: string, text: string): Promise<void> {
  workspace.write(uri, text);
  return glossary.filesChanged([{ uri, deleted: false }]);
}

export function remove({ workspace, glossary }: Team, uri: string): Promise<void> {
  workspace.remove(uri);
  return glossary.filesChanged([{ uri, deleted: true }]);
}

export const term = (name: string, definition = `${name} is ours.`, front = ""): string =>
  `---\nname: ${name}\n${front}---\n\n${definition}\n`;

/** The definition that a hover over the first word of `text` in a comment of this document would show. */
export function meaning({ glossary }: Team, uri: string, text: string): string | undefined {
  const document = TextDocument.create(uri, "typescript", 1, `// ${text}`);
  const match = matchAt(document, 3, glossary.index(uri));
  return match && glossary.term(match.termId)?.definition;
}

/** `line:character message` of each. */
export const described = (diagnostics: readonly Diagnostic[] = []): string[] =>
  diagnostics.map(({ range, message }) => `${range.start.line}:${range.start.character} ${message}`);
