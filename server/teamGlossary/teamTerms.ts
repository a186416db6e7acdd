/**
 * Which terms are in force where: a team's own in the folders that they rule, then ours. Never changed once made; what
 * is derived from it (lists, indexes) is made when it is first asked for, since most folders are never opened.
 */
import picomatch from "picomatch";
import type { Term } from "../content/types.ts";
import { type AvoidedWord, type AvoidIndex, avoidIndex } from "../features/avoid.ts";
import { buildTermIndex, type TermIndex } from "../glossary/termIndex.ts";
import type { TeamTerm } from "./assemble.ts";
import { avoidedWords } from "./avoided.ts";
import { isUsableGlob } from "./globs.ts";
import { parentUri, pathWithin, placeOf } from "./uris.ts";

export interface TermSet {
  readonly terms: readonly Term[];
  readonly index: TermIndex;
  /** What the team's terms ask to avoid; undefined when nothing. */
  readonly avoid?: AvoidIndex | undefined;
}

/** Documents for which the same terms are in force. */
interface Scope {
  readonly folder: string;
  allows(uri: string): boolean;
  readonly terms: readonly Term[];
}

/** Sets whose index is kept. Few folders are worked in at one time. */
const maxSets = 8;
/** Documents whose set is remembered. */
const maxPlaces = 2_000;

export class TeamTerms {
  private readonly scopes: readonly Scope[];
  private readonly sets = new Map<string, TermSet>();
  /** URI → key of its set: matching globs costs more than a hover. */
  private readonly places = new Map<string, string>();
  private readonly byId: ReadonlyMap<string, Term>;
  private readonly all: readonly Term[];

  constructor(
    private readonly shipped: TermSet,
    team: readonly TeamTerm[],
    private readonly folders: readonly string[],
  ) {
    this.scopes = scopesOf(team, folders);
    this.all = team.length === 0 ? shipped.terms : [...team.map(({ term }) => term), ...shipped.terms];
    this.byId = new Map(this.all.map((term) => [term.id, term]));
  }

  /** How many of the terms are the team's. */
  get teamCount(): number {
    return this.all.length - this.shipped.terms.length;
  }

  index(uri: string): TermIndex {
    return this.setOf(uri).index;
  }

  /** Without a URI all terms of all folders. */
  terms(uri?: string): readonly Term[] {
    return uri === undefined ? this.all : this.setOf(uri).terms;
  }

  term(id: string): Term | undefined {
    return this.byId.get(id);
  }

  avoid(uri: string): AvoidIndex | undefined {
    return this.setOf(uri).avoid;
  }

  private setOf(uri: string): TermSet {
    const key = this.placeKey(uri);
    if (key === "") return this.shipped;
    const scopes = key.split(" ").flatMap((number) => this.scopes[Number(number)] ?? []);
    const set =
      this.sets.get(key) ??
      termSet(
        scopes.flatMap((scope) => scope.terms),
        this.shipped.terms,
      );
    // Last used, last dropped.
    this.sets.delete(key);
    this.sets.set(key, set);
    const [oldest] = this.sets.keys();
    if (this.sets.size > maxSets && oldest !== undefined) this.sets.delete(oldest);
    return set;
  }

  /** The numbers of the scopes that hold the document. */
  private placeKey(uri: string): string {
    if (this.scopes.length === 0) return "";
    const known = this.places.get(uri);
    if (known !== undefined) return known;
    const place = placeOf(uri, this.folders);
    const numbers = this.scopes.flatMap((scope, number) =>
      place.startsWith(scope.folder) && scope.allows(place) ? [number] : [],
    );
    if (this.places.size >= maxPlaces) this.places.clear();
    this.places.set(uri, numbers.join(" "));
    return numbers.join(" ");
  }
}

/** Indexes are built when text is first matched, not when the list is first shown. */
function termSet(team: readonly Term[], shipped: readonly Term[]): TermSet {
  const terms = [...team, ...shipped];
  let index: TermIndex | undefined;
  let avoid: { readonly index: AvoidIndex | undefined } | undefined;
  return {
    terms,
    get index() {
      index ??= buildTermIndex(terms);
      return index;
    },
    get avoid() {
      avoid ??= { index: avoidIndex(team.flatMap(avoidedBy), team) };
      return avoid.index;
    },
  };
}

const avoidedBy = (term: Term): AvoidedWord[] =>
  (term.avoid ?? []).flatMap(avoidedWords).map((word) => ({ word, term }));

/** In the order of the terms: the deepest folder first, and there those for some paths before those for all. */
function scopesOf(team: readonly TeamTerm[], folders: readonly string[]): Scope[] {
  const grouped = new Map<string, { folder: string; paths: readonly string[] | undefined; terms: Term[] }>();
  for (const { term, folder, paths } of team) {
    const key = JSON.stringify([folder, paths]);
    const group = grouped.get(key) ?? { folder, paths, terms: [] };
    group.terms.push(term);
    grouped.set(key, group);
  }
  const deeper = (a: { folder: string }, b: { folder: string }): number => b.folder.length - a.folder.length;
  return [...grouped.values()]
    .sort((a, b) => deeper(a, b) || Number(a.paths === undefined) - Number(b.paths === undefined))
    .map(({ folder, paths, terms }) => ({ folder, terms, allows: pathTest(paths, folder, folders) }));
}

/**
 * As Contextive has it, a glob may match any part of the path. The path begins with the workspace folder's own name:
 * what lies above is the same for everybody in it, and differs from machine to machine.
 */
function pathTest(
  paths: readonly string[] | undefined,
  folder: string,
  folders: readonly string[],
): (uri: string) => boolean {
  if (paths === undefined) return () => true;
  const globs = paths.filter(isUsableGlob);
  const matches = picomatch(globs, { dot: true, contains: true, noextglob: true });
  const root = parentUri(folders.find((each) => folder.startsWith(each)) ?? folder);
  return (uri) => globs.length > 0 && matches(`/${pathWithin(root, uri)}`);
}
