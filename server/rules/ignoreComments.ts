/**
 * `designwise-ignore <id>, <id>: reason` in a comment of the language. It silences its line when it trails code, the
 * next line of code when it stands alone, and the whole file when it is the file's first comment and no code is before
 * it. A comment that names an unknown rule or silences nothing is reported, since it misleads whoever reads it.
 *
 * Comments of other linters are honoured when they name a rule of the same meaning (`# noqa: S113`): who has decided
 * once need not decide twice. Those are never reported.
 */
import { didYouMean } from "../content/closest.ts";
import type { RuleDoc } from "../content/types.ts";
import type { CodeModel, Comment, Span } from "../model/codeModel.ts";
import { lineEndOf, lineStartOf } from "./insertions.ts";
import type { Placed } from "./precedence.ts";
import type { Fix } from "./rule.ts";

export interface IgnoreFinding {
  readonly span: Span;
  readonly message: string;
  /** Present when the comment has no effect. */
  readonly fix?: Fix;
}

export interface Ignores {
  /** Also notes that the comment was needed. */
  silences(finding: Placed): boolean;
  /** About the comments themselves; to be asked after all findings have been put to `silences`. */
  findings(): readonly IgnoreFinding[];
}

interface Ignore {
  readonly comment: Comment;
  /** Where findings are silenced. */
  readonly scope: Span;
  readonly ids: readonly { readonly id: string; readonly span: Span }[];
  readonly used: Set<string>;
}

const marker = /designwise-ignore\b/;
/** Words that a team avoids: no rule, found and silenced elsewhere (`features/avoid.ts`). */
export const avoidCode = "avoid";

/** `ran`: ids of the rules that were run; only of those can be said that nothing was silenced. */
export function readIgnores(model: CodeModel, docs: readonly RuleDoc[], ran: readonly string[]): Ignores {
  const known = docs.map(({ id }) => id);
  const ignores = model.comments.flatMap((comment) => readIgnore(comment, model) ?? []);
  const foreign = foreignIgnores(model, docs);
  return {
    silences(finding) {
      const own = ignores.filter(
        ({ scope, ids }) => intersects(scope, finding.span) && ids.some(({ id }) => id === finding.rule),
      );
      for (const ignore of own) ignore.used.add(finding.rule);
      return (
        own.length > 0 ||
        foreign.some(({ scope, id }) => id === finding.rule && intersects(scope, finding.span))
      );
    },
    findings: () => ignores.flatMap((ignore) => faultsOf(ignore, model, known, ran)),
  };
}

const intersects = (scope: Span, span: Span): boolean => span.start <= scope.end && scope.start <= span.end;

function readIgnore(comment: Comment, model: CodeModel): Ignore | undefined {
  const text = model.text.slice(comment.span.start, comment.span.end);
  // At the comment's beginning only: prose may speak of the marker.
  if (!/^\W*designwise-ignore\b/.test(text)) return undefined;
  const list = /^[^:\r\n]*/.exec(text.slice(text.search(marker) + "designwise-ignore".length))?.[0] ?? "";
  const listStart = comment.span.start + text.search(marker) + "designwise-ignore".length;
  const ids = [...list.matchAll(/[A-Za-z0-9][\w-]*/g)].map(({ 0: id, index }) => ({
    id,
    span: { start: listStart + index, end: listStart + index + id.length },
  }));
  return { comment, ids, used: new Set(), scope: scopeOf(comment, model) };
}

function scopeOf({ span }: Comment, model: CodeModel): Span {
  const lineStart = lineStartOf(model.text, span.start);
  if (!standsAlone(span, model.text)) return { start: lineStart, end: lineEndOf(model.text, span.end) };
  return isFirstInFile(span, model) ? { start: 0, end: model.text.length } : nextCodeLine(span, model);
}

/** Nothing on its line but the braces that JSX needs around a comment. */
function standsAlone(span: Span, text: string): boolean {
  const before = text.slice(lineStartOf(text, span.start), span.start).trim();
  const after = text.slice(span.end, lineEndOf(text, span.end)).trim();
  return (before === "" && after === "") || (before === "{" && after === "}");
}

const isFirstInFile = (span: Span, model: CodeModel): boolean => isFileHead(model.text.slice(0, span.start));

/** A comment behind this text silences the whole file: it is at most what a tool reads (`#!`, encoding, byte order mark). */
export function isFileHead(before: string): boolean {
  const lines = before.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  return lines.every((line) => /^\s*$|^#!|^#.*coding[:=]/.test(line));
}

function nextCodeLine(span: Span, model: CodeModel): Span {
  let start = lineEndOf(model.text, span.end);
  while (start < model.text.length) {
    start += /^(?:\r\n|\r|\n)?/.exec(model.text.slice(start, start + 2))![0].length;
    const end = lineEndOf(model.text, start);
    const code = firstCodeAt(start, end, model);
    if (code < end) return { start: code, end };
    start = Math.max(end, code);
  }
  return { start: model.text.length, end: model.text.length };
}

/** Offset of the first character from `start` that is neither white space nor comment. */
function firstCodeAt(start: number, end: number, model: CodeModel): number {
  let at = start;
  for (;;) {
    at += /^\s*/.exec(model.text.slice(at, Math.max(end, at)))![0].length;
    const comment = model.comments.find(({ span }) => span.start <= at && at < span.end);
    if (comment === undefined || at >= end) return at;
    at = comment.span.end;
  }
}

function faultsOf(
  ignore: Ignore,
  model: CodeModel,
  known: readonly string[],
  ran: readonly string[],
): IgnoreFinding[] {
  if (ignore.ids.length === 0) {
    const message = "`designwise-ignore` names no rule. Write `designwise-ignore <rule id>: reason`.";
    return [{ span: ignore.comment.span, message }];
  }
  return ignore.ids.flatMap(({ id, span }): IgnoreFinding[] => {
    if (id === avoidCode) return [];
    if (!known.includes(id)) {
      return [{ span, message: `There is no rule "${id}".${didYouMean(id, known)}` }];
    }
    if (!ran.includes(id) || ignore.used.has(id)) return [];
    const message = `Nothing is silenced here: "${id}" finds nothing in what this comment covers.`;
    const fix = ignore.ids.length === 1 ? removal(ignore.comment.span, model.text) : undefined;
    return [{ span, message, ...(fix && { fix }) }];
  });
}

/** Takes the comment away, with its line when it has one of its own. */
function removal(span: Span, text: string): Fix {
  const title = "Remove this ignore comment";
  const lineStart = lineStartOf(text, span.start);
  const lineEnd = lineEndOf(text, span.end);
  if (standsAlone(span, text)) {
    const newline = /^(?:\r\n|\r|\n)?/.exec(text.slice(lineEnd, lineEnd + 2))![0].length;
    return { title, edits: [{ span: { start: lineStart, end: lineEnd + newline }, newText: "" }] };
  }
  const space = /[ \t]*$/.exec(text.slice(lineStart, span.start))![0].length;
  return { title, edits: [{ span: { start: span.start - space, end: span.end }, newText: "" }] };
}

/** Comments of ruff, pylint, bandit, golangci, Sonar and ESLint; the first group is what they name. */
const foreignMarkers = [
  /\bnoqa\s*:\s*(.*)/i,
  /\bpylint\s*:\s*disable=(.*)/,
  /\bnosec\b:?\s*(.*)/,
  /\bnolint\s*:\s*(.*)/,
  /\bNOSONAR\b:?\s*(.*)/,
  /\b(?:eslint|oxlint)-disable(?:-next)?-line\s+(.*)/,
] as const;

function foreignIgnores(
  model: CodeModel,
  docs: readonly RuleDoc[],
): { readonly id: string; readonly scope: Span }[] {
  return model.comments.flatMap((comment) => {
    const text = model.text.slice(comment.span.start, comment.span.end);
    const named = foreignMarkers.map((pattern) => pattern.exec(text)?.[1]).find((list) => list !== undefined);
    if (named === undefined) return [];
    const codes = new Set(named.split(/[\s,()*/]+/));
    const scope = /-next-line/.test(text)
      ? nextCodeLine(comment.span, model)
      : { start: lineStartOf(model.text, comment.span.start), end: lineEndOf(model.text, comment.span.end) };
    return docs
      .filter(({ equivalents }) => equivalents.some((code) => codes.has(code)))
      .map(({ id }) => ({ id, scope }));
  });
}
