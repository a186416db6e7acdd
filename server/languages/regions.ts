/**
 * Where a text is code, comment, string or prose, in any language: the door to the syntaxes for everybody who must not
 * take words in a string for code, or the other way round.
 */
import type { Place } from "../content/types.ts";
import { syntaxes } from "./index.gen.ts";
import type { LanguageSyntax } from "./language.ts";
import { RegionBuilder, type Regions } from "./scanner/regionList.ts";
import { isLocal, planRescan, type Scanned } from "./scanner/rescan.ts";
import { Scanner } from "./scanner/scan.ts";

export {
  placeAt,
  placeKinds,
  type Regions,
  regionEnd,
  regionIndexAt,
  regionPlace,
} from "./scanner/regionList.ts";

const syntaxById = new Map(syntaxes.flatMap((syntax) => syntax.ids.map((id) => [id, syntax] as const)));

/** What people write after a Markdown fence, where it is not a language id. */
const fenceNames: Readonly<Record<string, string>> = {
  ts: "typescript",
  tsx: "typescript",
  js: "javascript",
  jsx: "javascript",
  mjs: "javascript",
  node: "javascript",
  py: "python",
  python3: "python",
  golang: "go",
  rs: "rust",
  rb: "ruby",
  kt: "kotlin",
  cs: "csharp",
  "c#": "csharp",
  "c++": "cpp",
  sh: "shellscript",
  bash: "shellscript",
  zsh: "shellscript",
  shell: "shellscript",
  console: "shellscript",
  ps1: "powershell",
  yml: "yaml",
  md: "markdown",
  tf: "terraform",
  hs: "haskell",
  ex: "elixir",
  docker: "dockerfile",
  make: "makefile",
};

/** Syntax of a VS Code language id; undefined when we know none. */
export const syntaxOf = (languageId: string): LanguageSyntax | undefined => syntaxById.get(languageId);

/**
 * For languages we do not know: the commonest comments, and only where they can hardly be anything else, so that a
 * wrong guess costs a line and not the file. All else is prose, since what marks a comment there is not known either.
 */
export const unknownSyntax: LanguageSyntax = {
  ids: [],
  prose: true,
  lineComments: ["//", "# ", "-- ", ";; "],
  lineCommentsAt: "afterSpace",
  blockComments: [{ open: "/*", close: "*/" }],
  strings: [{ open: '"', close: '"', escape: "\\", at: "wordStart" }],
  imports: [],
};

/** Scans a whole text. Linear in its length; never throws, whatever the text. */
export function scanRegions(text: string, syntax: LanguageSyntax): Regions {
  const used = usedSyntax(syntax);
  const out = new RegionBuilder(groundOf(used));
  new Scanner(text, used, out, lookup, 0, 0).run();
  return out.build(text.length);
}

/** As `scanRegions`, in a time that depends on the edit and not on the file, for a text that was edited a little. */
export function rescanRegions(before: Scanned, text: string, syntax: LanguageSyntax): Regions {
  if (text === before.text) return before.regions;
  const used = usedSyntax(syntax);
  const plan = isLocal(used) ? planRescan(before, text, groundOf(used)) : undefined;
  if (plan === undefined) return scanRegions(text, syntax);
  new Scanner(text, used, plan.out, lookup, 0, 0, plan.from).run();
  return plan.out.build(text.length);
}

function usedSyntax(syntax: LanguageSyntax): LanguageSyntax {
  return (syntax.host === undefined ? undefined : hosted(syntax, syntax.host.language)) ?? syntax;
}

const groundOf = (syntax: LanguageSyntax): Place => (syntax.prose === true ? "prose" : "identifier");

const lookup = (language: string): LanguageSyntax | undefined =>
  syntaxOf(language) ?? syntaxOf(fenceNames[language] ?? "");

const hostedSyntaxes = new Map<LanguageSyntax, LanguageSyntax | undefined>();

/** The host's syntax with the guest embedded in it. Kept, since the scanner compiles each syntax once. */
function hosted(guest: LanguageSyntax, language: string): LanguageSyntax | undefined {
  const known = hostedSyntaxes.get(guest);
  if (known !== undefined) return known;
  const host = syntaxOf(language);
  if (host === undefined || guest.host === undefined) return undefined;
  const entry = { ...guest.host, language: guest.ids[0] as string };
  const syntax: LanguageSyntax = { ...host, ids: guest.ids, embedded: [entry, ...(host.embedded ?? [])] };
  hostedSyntaxes.set(guest, syntax);
  return syntax;
}
