/**
 * The files of a workspace put together: which term rules where, under an id that no other term has. What can only be
 * seen here (two files claim a name, a link leads nowhere) is a problem on the line that says so.
 */
import { didYouMean } from "../content/closest.ts";
import type { Content, Problem, Term } from "../content/types.ts";
import { kindOf, maxImports, maxTeamTerms, ruledFolder } from "./fileKinds.ts";
import type { KeptFile } from "./fileStore.ts";
import { resolveImport } from "./imports.ts";
import type { ParsedTerm } from "./parsedFile.ts";
import { decoded } from "./uris.ts";

/** A term in force in `folder` and below. */
export interface TeamTerm {
  readonly term: Term;
  readonly folder: string;
  readonly paths?: readonly string[];
}

export interface Assembly {
  /** The deepest folders first: of two terms with one name, the nearer counts. */
  readonly terms: readonly TeamTerm[];
  readonly problems: readonly Problem[];
  /** How many terms were too many. */
  readonly leftOut: number;
}

interface Claim extends ParsedTerm {
  readonly folder: string;
}

type Files = ReadonlyMap<string, KeptFile>;

export function assemble(files: Files, folders: readonly string[], shipped: Content): Assembly {
  const problems: Problem[] = [];
  const roots = [...files.keys()].filter((uri) => kindOf(uri) !== undefined).sort();
  const claims = roots.flatMap((uri) => claimsOf(uri, files, folders, problems));
  claims.sort((a, b) => b.folder.length - a.folder.length);
  const kept = claims.slice(0, maxTeamTerms);
  const ids = new Ids(shipped.terms.map(({ id }) => id));
  const named = kept.map((claim) => ({ claim, id: ids.claim(claim.term.id, claim.folder) }));
  const known = knownLinks(shipped);
  const terms = named.map(({ claim, id }): TeamTerm => {
    const text = files.get(claim.term.file)?.text;
    const { term, faults } = linked({ ...claim.term, id }, claim.folder, ids, known);
    for (const { link, message } of faults)
      problems.push({ file: claim.term.file, ...placeOfWord(text, link), message });
    const { folder, paths } = claim;
    return { term, folder, ...(paths === undefined ? {} : { paths }) };
  });
  return { terms, problems: distinct(problems), leftOut: claims.length - kept.length };
}

/** A file that two glossaries import says the same thing twice. */
const distinct = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];

/** The terms of a glossary and of all that it imports, each file once; `problems` hears of imports that fail. */
function claimsOf(root: string, files: Files, folders: readonly string[], problems: Problem[]): Claim[] {
  const folder = ruledFolder(root);
  const claims: Claim[] = [];
  const open = [root];
  const seen = new Set(open);
  for (let uri = open.pop(); uri !== undefined; uri = open.pop()) {
    const good = files.get(uri)?.good;
    for (const parsed of good?.terms ?? []) claims.push({ ...parsed, folder });
    for (const { target, line, character } of good?.imports ?? []) {
      const resolved = resolveImport(uri, target, folders);
      const message =
        resolved.uri === undefined ? resolved.fault : importFault(target, files.get(resolved.uri));
      if (message !== undefined) problems.push({ file: uri, line, character, message });
      if (resolved.uri === undefined || seen.has(resolved.uri)) continue;
      seen.add(resolved.uri);
      open.push(resolved.uri);
    }
  }
  return claims;
}

function importFault(target: string, file: KeptFile | undefined): string | undefined {
  if (file === undefined) return `"${target}" is not read: more than ${maxImports} files are imported.`;
  if (!file.broken) return undefined;
  return `"${target}" cannot be used: ${file.problems[0]?.message ?? "it is broken."}`;
}

const maxSuggested = 3_000;

/** Ids are one space for all folders and for what ships, since pages and links name nothing else. */
class Ids {
  private readonly taken: Set<string>;
  private readonly given = new Map<string, string>();
  private readonly last = new Map<string, number>();

  constructor(shipped: readonly string[]) {
    this.taken = new Set(shipped);
  }

  /** The wanted id, or that of the second to want it: with its folder's name, then with a number. */
  claim(wanted: string, folder: string): string {
    const ofFolder = [wanted, folderName(folder) ?? "team"].join("-");
    let id = [wanted, ofFolder].find((each) => !this.taken.has(each));
    for (let number = this.last.get(ofFolder) ?? 2; id === undefined; number++) {
      if (!this.taken.has(`${ofFolder}-${number}`)) id = `${ofFolder}-${number}`;
      this.last.set(ofFolder, number);
    }
    this.taken.add(id);
    const key = `${folder} ${wanted}`;
    if (!this.given.has(key)) this.given.set(key, id);
    return id;
  }

  /** What a file of `folder` means by an id: its own folder's term, one of a folder above, or whichever has that id. */
  meant(id: string, folder: string): string | undefined {
    for (let at = folder; at !== ""; at = at.replace(/[^/]*\/$/, "")) {
      const given = this.given.get(`${at} ${id}`);
      if (given !== undefined) return given;
    }
    return this.taken.has(id) ? id : undefined;
  }

  /** Of which a misspelt id may be one. Looking through many for many would take long. */
  get known(): string[] {
    return this.taken.size > maxSuggested ? [] : [...this.taken];
  }
}

/** `services/billing/` → `billing`; undefined where the name has no letter of an id. */
function folderName(folder: string): string | undefined {
  const name = decoded(/([^/]*)\/$/.exec(folder)?.[1] ?? "");
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return id === "" ? undefined : id.slice(0, 30).replace(/-$/, "");
}

interface KnownLinks {
  readonly patterns: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  readonly engines: ReadonlySet<string>;
}

/** Every engine has a term that links to it; a test of the content sees to that. */
const knownLinks = ({ terms, patterns, rules }: Content): KnownLinks => ({
  patterns: new Set(patterns.map(({ id }) => id)),
  rules: new Set(rules.map(({ id }) => id)),
  engines: new Set(
    [...terms, ...patterns, ...rules].flatMap((each) => each.simulators.map(({ engine }) => engine)),
  ),
});

interface Fault {
  readonly link: string;
  readonly message: string;
}

/** Of one term; a list of more bad links is no list of links. */
const maxFaults = 10;

/** The term without links that lead nowhere. */
function linked(term: Term, folder: string, ids: Ids, known: KnownLinks): { term: Term; faults: Fault[] } {
  const faults: Fault[] = [];
  const fault = (link: string, what: string, all: () => readonly string[]): void => {
    if (faults.length >= maxFaults) return;
    faults.push({ link, message: `There is no ${what} "${link}".${didYouMean(link, all())}` });
  };
  const existing = (links: readonly string[], what: string, all: ReadonlySet<string>): string[] =>
    links.filter((link) => {
      if (all.has(link)) return true;
      fault(link, what, () => [...all]);
      return false;
    });
  const related = term.related.flatMap((link) => {
    const id = ids.meant(link, folder);
    if (id !== undefined) return id === term.id ? [] : [id];
    fault(link, "term", () => ids.known);
    return [];
  });
  const patterns = existing(term.patterns, "pattern", known.patterns);
  const rules = existing(term.rules, "rule", known.rules);
  const engines = new Set(
    existing(
      term.simulators.map(({ engine }) => engine),
      "engine",
      known.engines,
    ),
  );
  const simulators = term.simulators.filter(({ engine }) => engines.has(engine));
  return { term: { ...term, related, patterns, rules, simulators }, faults };
}

/** Where a word of the front matter stands: its values have no positions any more. */
function placeOfWord(text: string | undefined, word: string): { line: number; character: number } {
  const lines = (text ?? "").split(/\r\n|\r|\n/);
  const front = lines.findIndex((line, index) => index > 0 && /^---\s*$/.test(line));
  const pattern = new RegExp(`(?<![\\w-])${word.replace(/[^\w-]/g, "\\$&")}(?![\\w-])`);
  const line = lines.findIndex(
    (each, index) => (front < 0 || index < front) && /^(?!name:)/.test(each) && pattern.test(each),
  );
  return line < 0 ? { line: 0, character: 0 } : { line, character: (lines[line] ?? "").search(pattern) };
}
