/**
 * Words that a team does not want to be used for one of its terms: where they stand in comments and prose (in identifiers
 * when asked), and what to write instead. A word that is a term of the team itself, or part of a longer term, is meant.
 */
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  DiagnosticSeverity,
  type Range,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { namesOf } from "../content/names.ts";
import type { Evidence, Place, Term } from "../content/types.ts";
import { nounForms } from "../glossary/inflection.ts";
import { findTerms } from "../glossary/match.ts";
import { buildTermIndex, type TermIndex } from "../glossary/termIndex.ts";
import { tooLarge } from "../limits.ts";
import { avoidCode } from "../rules/ignoreComments.ts";
import { diagnosticSource } from "./diagnostics.ts";
import { matchDocument } from "./documentRegions.ts";
import { reworded } from "./rewording.ts";

export interface AvoidedWord {
  readonly word: string;
  readonly term: Term;
}

export interface AvoidIndex {
  readonly index: TermIndex;
  /** By the ids in `index`. */
  readonly words: ReadonlyMap<string, { readonly word: string; readonly terms: readonly Term[] }>;
}

export interface AvoidDeps {
  readonly avoid: AvoidIndex;
  /** All terms in force: what lies inside a longer one is not meant. */
  readonly index: TermIndex;
  readonly identifiers: boolean;
  pageUri(termId: string): string | undefined;
}

/** Undefined when nothing is to be avoided. `named` are the team's terms in force, whose names are no words to avoid. */
export function avoidIndex(avoided: readonly AvoidedWord[], named: readonly Term[]): AvoidIndex | undefined {
  const names = new Set(named.flatMap(namesOf).map((name) => name.toLowerCase()));
  const words = new Map<string, { word: string; terms: Term[] }>();
  for (const { word, term } of avoided) {
    const key = word.toLowerCase();
    if (names.has(key)) continue;
    const known = words.get(key) ?? { word, terms: [] };
    if (!known.terms.includes(term)) known.terms.push(term);
    words.set(key, known);
  }
  if (words.size === 0) return undefined;
  return { index: buildTermIndex([...words].map(([id, { word }]) => wordAsTerm(id, word))), words };
}

/** Only as a noun: who avoids `purchase` may still have purchased something. */
function wordAsTerm(id: string, word: string): Term {
  const isAbbreviation = /^[\p{Lu}\p{N}]{2,5}$/u.test(word);
  const [, head = "", last = ""] = /^(.*?)([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/su.exec(word.toLowerCase()) ?? [];
  const forms = nounForms(last).map((form) => head + form);
  const evidence: Evidence = isAbbreviation ? { spelling: [word] } : { form: forms };
  return {
    id,
    name: word,
    aliases: [],
    topic: "",
    definition: "",
    sections: [],
    related: [],
    patterns: [],
    rules: [],
    simulators: [],
    sources: [],
    recognition: [{ when: [evidence] }],
    file: "",
  };
}

interface Use {
  readonly range: Range;
  readonly found: string;
  readonly terms: readonly Term[];
  /** For each term, what to write. */
  readonly instead: readonly string[];
}

/** More than these are one decision, not many. */
const maxUses = 300;

export function avoidDiagnostics(document: TextDocument, deps: AvoidDeps): Diagnostic[] {
  return usesOf(document, deps).map((use) => toDiagnostic(use, deps));
}

export function avoidActions(
  document: TextDocument,
  range: Range,
  only: readonly string[] | undefined,
  deps: AvoidDeps,
): CodeAction[] {
  if (only !== undefined && !only.some((kind) => kind === "" || kind === CodeActionKind.QuickFix)) return [];
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const all = usesOf(document, deps);
  const here = all.filter(
    (use) => document.offsetAt(use.range.start) <= end && start <= document.offsetAt(use.range.end),
  );
  return here.flatMap((use) => actionsFor(use, all, document, deps));
}

function actionsFor(use: Use, all: readonly Use[], document: TextDocument, deps: AvoidDeps): CodeAction[] {
  const diagnostics = [toDiagnostic(use, deps)];
  const edit = (uses: readonly Use[], choice: number) => ({
    changes: {
      [document.uri]: uses.map(({ range, instead }) => ({ range, newText: instead[choice] ?? "" })),
    },
  });
  const alike = all.filter(({ terms }) => terms === use.terms);
  return use.instead.flatMap((text, choice): CodeAction[] => {
    const kind = CodeActionKind.QuickFix;
    const isPreferred = use.instead.length === 1;
    const one = {
      title: `Replace with "${text}"`,
      kind,
      diagnostics,
      edit: edit([use], choice),
      isPreferred,
    };
    const title = `Replace all ${alike.length} in this file with "${use.terms[choice]?.name ?? text}"`;
    return alike.length === 1 ? [one] : [one, { title, kind, diagnostics, edit: edit(alike, choice) }];
  });
}

function toDiagnostic({ range, found, terms }: Use, { pageUri }: AvoidDeps): Diagnostic {
  const href = terms[0] && pageUri(terms[0].id);
  const names = terms.map(({ name }) => `"${name}"`).join(" or ");
  return {
    range,
    severity: DiagnosticSeverity.Information,
    code: avoidCode,
    source: diagnosticSource,
    message: `This project's glossary says ${names}, not "${found}".`,
    ...(href === undefined ? {} : { codeDescription: { href } }),
  };
}

function usesOf(document: TextDocument, deps: AvoidDeps): Use[] {
  const text = document.getText();
  if (tooLarge(text) !== undefined) return [];
  const scanned = matchDocument(document);
  const found = findTerms(scanned, deps.avoid.index).filter(({ place }) => isMeant(place, deps));
  if (found.length === 0) return [];
  const terms = findTerms(scanned, deps.index);
  const ignored = ignoredLines(text);
  return found
    .filter(({ start, end }) => !terms.some((term) => isInside({ start, end }, term)))
    .flatMap(({ termId, start, end, place }): Use[] => {
      const listed = deps.avoid.words.get(termId);
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      if (listed === undefined || ignored.has(range.start.line)) return [];
      const word = {
        text: text.slice(start, end),
        word: listed.word,
        isIdentifier: place === "identifier",
        before: text.slice(Math.max(0, start - 2), start),
        after: text.slice(end, end + 2),
      };
      const instead = listed.terms.map(({ name }) => reworded(name, word));
      return [{ range, found: word.text, terms: listed.terms, instead }];
    })
    .slice(0, maxUses);
}

const isMeant = (place: Place, { identifiers }: AvoidDeps): boolean =>
  place === "comment" || place === "prose" || (identifiers && place === "identifier");

type Offsets = { readonly start: number; readonly end: number };

const isInside = (use: Offsets, term: Offsets): boolean =>
  term.start <= use.start && term.end >= use.end && term.end - term.start > use.end - use.start;

/** `designwise-ignore avoid` silences its line, and the next one when nothing else stands on its own. */
function ignoredLines(text: string): Set<number> {
  const ignored = new Set<number>();
  text.split(/\r\n|\r|\n/).forEach((content, line) => {
    const marker = /designwise-ignore\s+([\w-]+(?:\s*,\s*[\w-]+)*)/.exec(content);
    if (marker?.[1]?.split(/\s*,\s*/).includes(avoidCode) !== true) return;
    ignored.add(line);
    if (/^\W*$/.test(content.slice(0, marker.index))) ignored.add(line + 1);
  });
  return ignored;
}
