/**
 * The glossary of the team in whose folder the command runs: the same files, rules and ids as in an editor that has this
 * folder open. What is wrong with them goes to the error stream, and the rest is in force.
 */
import { buildTermIndex } from "../glossary/termIndex.ts";
import { skippedFolders } from "../sourceFiles.ts";
import { TeamGlossary } from "../teamGlossary/teamGlossary.ts";
import { shownPath } from "../teamGlossary/uris.ts";
import type { World } from "./command.ts";

export async function readTeamGlossary({ content, workspace, error }: World): Promise<TeamGlossary> {
  const folders = await workspace.folders();
  const glossary = new TeamGlossary({
    workspace,
    content,
    shipped: { terms: content.terms, index: buildTermIndex(content.terms) },
    skippedFolders,
    report: (_cause, messages) => {
      for (const message of messages) error(`designwise: ${message}\n`);
    },
    publish: (uri, diagnostics) => {
      for (const { range, message } of diagnostics) {
        error(`${shownPath(uri, folders)}:${range.start.line + 1}:${range.start.character + 1} ${message}\n`);
      }
    },
    changed: () => {},
  });
  await glossary.reload();
  return glossary;
}
