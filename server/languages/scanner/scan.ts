/**
 * Finds where a text is comment, string, code or prose, from a language's syntax as data. One pass, no grammar: it must
 * work in any language, on half-typed code, and on files that no parser would take. What is not closed ends where the
 * language would end it (its line, or the text), so a missing quote spoils one line at most where the language allows.
 *
 * Linear: every search for a closing mark either consumes what it read or is remembered as futile.
 */
import type { Place } from "../../content/types.ts";
import type { CodeMark, EmbeddedLanguage, LanguageSyntax, StringSyntax } from "../language.ts";
import {
  endOfCharacter,
  endOfIndented,
  endOfNested,
  endOfPlain,
  endOfRegex,
  type Hole,
  lineEndAt,
  mayBeRegex,
  stringStep,
} from "./literals.ts";
import { type Opener, type OpenerTable, openerTable } from "./openers.ts";
import type { RegionBuilder } from "./regionList.ts";
import { standsAlone, standsAt } from "./standing.ts";

/** How the scanner learns of embedded languages without knowing the registry. */
export type SyntaxLookup = (language: string) => LanguageSyntax | undefined;

const maxEmbedding = 3;
/** Here documents whose end is missing are given up after so many, since each costs a search to the end of the text. */
const maxFutileHeredocs = 16;

interface PendingHeredoc {
  readonly bodyEnd: number;
}

export class Scanner {
  private at: number;
  private readonly table: OpenerTable;
  private readonly holes: Hole[] = [];
  private heredoc: PendingHeredoc | undefined;
  private futileHeredocs = 0;
  /** Closing marks that do not come before the offset. */
  private readonly futile = new Map<string, number>();

  constructor(
    private readonly text: string,
    private readonly syntax: LanguageSyntax,
    private readonly out: RegionBuilder,
    private readonly lookup: SyntaxLookup,
    /** Offset of `text` in the whole document. */
    private readonly base: number,
    private readonly depth: number,
    /** Where to begin: the start, or a quiet place of a text that is the same up to there and a little beyond. */
    private readonly from = 0,
  ) {
    this.table = openerTable(syntax);
    this.at = from;
  }

  private get ground(): Place {
    return this.syntax.prose === true ? "prose" : "identifier";
  }

  run(): void {
    const { text } = this;
    const { flags } = this.table;
    this.begin(this.from, this.ground);
    for (;;) {
      let at = this.at;
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code < 128 && flags[code] !== 0) break;
      }
      this.at = at;
      if (at >= text.length) return;
      this.step(text.charCodeAt(at));
      if (this.isQuiet() && this.out.atQuiet(this.at)) return;
    }
  }

  /** What comes from here on depends on nothing before, but for the few characters that openers look back. */
  private isQuiet(): boolean {
    return (
      this.text.charCodeAt(this.at - 1) === 10 &&
      // What is never closed reaches the end of the text.
      this.at < this.text.length &&
      this.depth === 0 &&
      this.holes.length === 0 &&
      this.heredoc === undefined
    );
  }

  private begin(at: number, place: Place): void {
    this.out.begin(this.base + at, place);
  }

  private step(code: number): void {
    if (code === 10 || code === 13) {
      this.lineEnd();
      return;
    }
    const hole = this.holes.at(-1);
    if (hole !== undefined && this.closesHole(hole, code)) return;
    for (const opener of this.table.byCode[code] ?? []) if (this.tryOpener(opener)) return;
    this.at++;
  }

  private lineEnd(): void {
    this.at++;
    const hole = this.holes.at(-1);
    if (hole !== undefined && hole.string.multiline !== true) this.holes.length = 0;
    if (this.heredoc === undefined || this.text[this.at - 1] !== "\n") return;
    this.begin(this.at, "string");
    this.at = Math.max(this.at, this.heredoc.bodyEnd);
    this.begin(this.at, this.ground);
    this.heredoc = undefined;
  }

  private closesHole(hole: Hole, code: number): boolean {
    if (code === hole.openCode) hole.depth++;
    if (code !== hole.closeCode) return false;
    if (hole.depth > 0) {
      hole.depth--;
      return false;
    }
    this.holes.pop();
    this.begin(this.at, hole.place);
    this.at++;
    this.scanString(hole.string, hole.close, hole.place);
    return true;
  }

  private tryOpener(opener: Opener): boolean {
    const { text, at } = this;
    if (!standsAt(text, at, opener, this.syntax.identifierExtra ?? "")) return false;
    let open = opener.literal;
    let group = "";
    if (open !== undefined) {
      if (!text.startsWith(open, at)) return false;
      if (opener.endsWord && /\w/.test(text[at + open.length] ?? "")) return false;
    } else {
      const pattern = opener.pattern as RegExp;
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      if (match === null) return false;
      open = match[0];
      group = match[1] ?? "";
    }
    return this.enter(opener, open, group);
  }

  private enter(opener: Opener, open: string, group: string): boolean {
    const { opening } = opener;
    switch (opening.kind) {
      case "lineComment":
        return this.enterLineComment();
      case "blockComment":
        return this.enterBlockComment(
          open,
          withGroup(opening.syntax.close, group),
          opening.syntax.nested === true,
        );
      case "string":
        return this.enterString(opening.syntax, open, withGroup(opening.syntax.close, group), group);
      case "mark":
        return this.enterMark(opening.syntax, open, withGroup(opening.syntax.close, group));
      case "embedded":
        return this.enterEmbedded(opening.syntax, open);
      case "regex":
        return this.enterRegex();
    }
  }

  private enterLineComment(): boolean {
    const end = lineEndAt(this.text, this.at);
    this.begin(this.at, "comment");
    // The line end belongs to the comment, but is still read, since holes and here documents depend on it.
    this.at = end.start;
    if (end.next === end.start) return true;
    this.at = end.next - 1;
    this.lineEnd();
    this.begin(this.at, this.ground);
    return true;
  }

  private enterBlockComment(open: string, close: string, nested: boolean): boolean {
    const inside = this.at + open.length;
    const end = nested ? endOfNested(this.text, inside, open, close) : endOfPlain(this.text, inside, close);
    this.begin(this.at, "comment");
    this.at = end ?? this.text.length;
    if (end !== undefined) this.begin(end, this.ground);
    return true;
  }

  private enterString(syntax: StringSyntax, open: string, close: string, group: string): boolean {
    const { text, at } = this;
    if (syntax.character === true) return this.enterCharacter(syntax);
    if (syntax.heredoc === true) return this.enterHeredoc(group, open);
    if (syntax.indented === true) return this.enterIndented(open);
    const place = placeOf(syntax, text, at);
    // The mark before prose belongs to the code: `>` of a tag.
    this.begin(place === "prose" ? at + open.length : at, place);
    this.at += open.length;
    this.scanString(syntax, close, place);
    return true;
  }

  private enterCharacter(syntax: StringSyntax): boolean {
    const end = endOfCharacter(this.text, this.at, syntax, this.syntax.identifierExtra ?? "");
    if (end < 0) return false;
    this.begin(this.at, "string");
    this.at = end;
    this.begin(end, this.ground);
    return true;
  }

  private enterIndented(open: string): boolean {
    const inside = this.at + open.length;
    const end = endOfIndented(this.text, this.at, inside);
    this.begin(inside, "string");
    this.at = end;
    this.begin(end, this.ground);
    return true;
  }

  private enterHeredoc(word: string, open: string): boolean {
    if (this.heredoc !== undefined || this.futileHeredocs >= maxFutileHeredocs || this.holes.length > 0)
      return false;
    const terminator = new RegExp(`\\n[ \\t]*${word}\\b`, "g");
    terminator.lastIndex = this.at + open.length;
    const match = terminator.exec(this.text);
    if (match === null) {
      this.futileHeredocs++;
      return false;
    }
    this.heredoc = { bodyEnd: match.index + 1 };
    this.at += open.length;
    return true;
  }

  /** From inside a string to its end, or to a hole in it. */
  private scanString(syntax: StringSyntax, close: string, place: Place): void {
    const step = stringStep(this.text, this.at, syntax, close);
    this.at = step.at;
    if (step.stop === "end") this.begin(step.at, this.ground);
    if (step.stop !== "hole") return;
    const { interpolation } = syntax;
    if (interpolation === undefined) return;
    this.begin(step.at, "identifier");
    const closeCode = interpolation.close.charCodeAt(0);
    const openCode = interpolation.open.charCodeAt(interpolation.open.length - 1);
    this.holes.push({ string: syntax, close, place, depth: 0, openCode, closeCode });
  }

  private enterMark(mark: CodeMark, open: string, close: string): boolean {
    if (mark.fence === true) return this.enterFence(open, close);
    const { text, at } = this;
    const from = at + open.length;
    let end = from;
    if (close !== "") {
      if (at < (this.futile.get(close) ?? 0)) return false;
      const limit = mark.multiline ? text.length : lineEndAt(text, at).start;
      const found = text.slice(from, limit).indexOf(close);
      if (found < 0) {
        this.futile.set(close, limit);
        return false;
      }
      end = from + found + close.length;
    }
    this.begin(at, "identifier");
    this.at = end;
    this.begin(end, this.ground);
    return true;
  }

  private enterFence(open: string, close: string): boolean {
    const { text, at } = this;
    const head = lineEndAt(text, at);
    const language =
      /^[\s{.]*([\w+#.-]+)/.exec(text.slice(at + open.length, head.start))?.[1]?.toLowerCase() ?? "";
    const closing = new RegExp(`\\n[ \\t>]*${close}${close[0]}*[ \\t]*(?=\\r?\\n|$)`, "g");
    closing.lastIndex = head.start;
    const match = closing.exec(text);
    const bodyEnd = match === null ? text.length : match.index + 1;
    const after = match === null ? text.length : match.index + match[0].length;
    this.begin(at, "identifier");
    this.at = after;
    this.embed(head.next, bodyEnd, language);
    this.begin(Math.max(bodyEnd, head.next), "identifier");
    if (match !== null) this.begin(after, this.ground);
    return true;
  }

  private enterEmbedded(syntax: EmbeddedLanguage, open: string): boolean {
    const start = this.at + open.length;
    const found = this.text.indexOf(syntax.close, start);
    const end = found < 0 ? this.text.length : found;
    this.begin(this.at, "identifier");
    this.embed(start, end, syntax.language);
    this.at = end;
    if (found < 0) return true;
    this.begin(end, "identifier");
    this.at = end + syntax.close.length;
    if (this.text[this.at] === ">") this.at++;
    this.begin(this.at, this.ground);
    return true;
  }

  /** The part is scanned as a text of its own: whatever it leaves open cannot leak into what follows. */
  private embed(start: number, end: number, language: string): void {
    const syntax = this.depth < maxEmbedding ? this.lookup(language) : undefined;
    if (syntax === undefined || end <= start) return;
    const part = this.text.slice(start, end);
    new Scanner(part, syntax, this.out, this.lookup, this.base + start, this.depth + 1).run();
  }

  private enterRegex(): boolean {
    if (this.at < (this.futile.get("/") ?? 0) || !mayBeRegex(this.text, this.at)) return false;
    const end = endOfRegex(this.text, this.at);
    if (end < 0) {
      this.futile.set("/", -end);
      return false;
    }
    this.begin(this.at, "string");
    this.at = end;
    this.begin(end, this.ground);
    return true;
  }
}

function placeOf(syntax: StringSyntax, text: string, at: number): Place {
  if (syntax.prose === true) return "prose";
  return syntax.documentation === true && standsAlone(text, at) ? "comment" : "string";
}

const withGroup = (close: string, group: string): string => close.replace("$1", () => group);
