/**
 * A language's syntax, compiled for the scanner: for each ASCII character, what may open there. Most characters open
 * nothing, and one table look-up says so; that is what makes a scan cost little more than reading the text.
 */
import type {
  BlockCommentSyntax,
  CodeMark,
  Delimiters,
  EmbeddedLanguage,
  LanguageSyntax,
  Standing,
  StringSyntax,
} from "../language.ts";

export type Opening =
  | { readonly kind: "lineComment" }
  | { readonly kind: "blockComment"; readonly syntax: BlockCommentSyntax }
  | { readonly kind: "string"; readonly syntax: StringSyntax }
  | { readonly kind: "mark"; readonly syntax: CodeMark }
  | { readonly kind: "embedded"; readonly syntax: EmbeddedLanguage }
  | { readonly kind: "regex" };

export interface Opener {
  readonly opening: Opening;
  /** One of the two is given: plain text, or a sticky expression. */
  readonly literal: string | undefined;
  readonly pattern: RegExp | undefined;
  readonly at: Standing;
  /** `REM`, `r"`: not in the middle of a longer word. */
  readonly startsWord: boolean;
  readonly endsWord: boolean;
}

export interface OpenerTable {
  readonly syntax: LanguageSyntax;
  /** By ASCII code, in the order in which they are tried. */
  readonly byCode: readonly (readonly Opener[] | undefined)[];
  /** 1 where the scanner must look: openers, line ends, brackets of holes. */
  readonly flags: Uint8Array;
}

/** An opener that is tried before the others of its first character has the higher rank. */
interface Ranked {
  readonly opener: Opener;
  readonly codes: readonly number[];
  readonly rank: number;
}

const wordCharacter = /\w/;

const tables = new WeakMap<LanguageSyntax, OpenerTable>();

/** Compiles once per syntax. Throws on a `delimited` opening without a fixed first character: a fault of our data. */
export function openerTable(syntax: LanguageSyntax): OpenerTable {
  const known = tables.get(syntax);
  if (known !== undefined) return known;
  const table = compile(syntax);
  tables.set(syntax, table);
  return table;
}

function compile(syntax: LanguageSyntax): OpenerTable {
  const byCode: Opener[][] = Array.from({ length: 128 }, () => []);
  const flags = new Uint8Array(128);
  for (const { opener, codes } of rankedOpeners(syntax).sort((a, b) => b.rank - a.rank)) {
    for (const code of codes) {
      byCode[code]?.push(opener);
      flags[code] = 1;
    }
  }
  for (const { interpolation } of syntax.strings) {
    if (interpolation === undefined) continue;
    flags[interpolation.open.charCodeAt(interpolation.open.length - 1)] = 1;
    flags[interpolation.close.charCodeAt(0)] = 1;
  }
  flags[10] = 1;
  flags[13] = 1;
  return { syntax, byCode, flags };
}

/** Embedded languages come first, then comments, then patterns, then the longer literal, a bare `/` last. */
function rankedOpeners(syntax: LanguageSyntax): Ranked[] {
  const regex: Delimiters[] = syntax.regexLiterals === true ? [{ open: "/", close: "/" }] : [];
  return [
    ...(syntax.embedded ?? []).map((part) =>
      ranked({ kind: "embedded", syntax: part }, embeddedDelimiters(part), 300),
    ),
    ...syntax.blockComments.map((comment) => ranked({ kind: "blockComment", syntax: comment }, comment, 200)),
    ...syntax.lineComments.map((open) =>
      ranked({ kind: "lineComment" }, { open, close: "", at: syntax.lineCommentsAt ?? "anywhere" }, 0),
    ),
    ...syntax.strings.map((string) => ranked({ kind: "string", syntax: string }, string, 0)),
    ...(syntax.codeMarks ?? []).map((mark) => ranked({ kind: "mark", syntax: mark }, mark, 0)),
    ...regex.map((delimiters) => ranked({ kind: "regex" }, delimiters, -1)),
  ];
}

const embeddedDelimiters = ({ open, close }: EmbeddedLanguage): Delimiters => ({
  open,
  close,
  delimited: true,
});

function ranked(opening: Opening, delimiters: Delimiters, base: number): Ranked {
  const { open, delimited = false, at = "anywhere" } = delimiters;
  const codes = delimited ? firstCodes(open) : [open.charCodeAt(0)];
  const startsWord = codes.some((code) => wordCharacter.test(String.fromCharCode(code)));
  const opener: Opener = {
    opening,
    literal: delimited ? undefined : open,
    pattern: delimited ? new RegExp(open, "y") : undefined,
    at,
    startsWord,
    endsWord: !delimited && wordCharacter.test(open.at(-1) ?? ""),
  };
  return { opener, codes, rank: base + (delimited ? 100 : open.length) };
}

/** The ASCII characters with which a match of the expression can begin. */
function firstCodes(source: string): number[] {
  const atom = /^\(?(\[[^\]]+\]|\\.|[^\\[(])/.exec(source)?.[1];
  if (atom === undefined) throw new Error(`no fixed first character: ${source}`);
  const first = new RegExp(`^${/^[.$^|?*+{}]$/.test(atom) ? `\\${atom}` : atom}$`);
  return Array.from({ length: 128 }, (_, code) => code).filter((code) =>
    first.test(String.fromCharCode(code)),
  );
}
