/** Comment and string forms that many languages share, so that a language's file states only what is its own. */
import type { BlockCommentSyntax, StringSyntax } from "./language.ts";

/** C's block comment. */
export const starComment: BlockCommentSyntax = { open: "/*", close: "*/" };

/** The same where it nests: Rust, Swift, Kotlin, Scala, D. */
export const nestedStarComment: BlockCommentSyntax = { open: "/*", close: "*/", nested: true };

/** SGML's comment: HTML, XML, Markdown. */
export const angleComment: BlockCommentSyntax = { open: "<!--", close: "-->" };

/** ML's comment, which nests. */
export const parenthesisComment: BlockCommentSyntax = { open: "(*", close: "*)", nested: true };

export const doubleQuoted: StringSyntax = { open: '"', close: '"', escape: "\\" };

export const singleQuoted: StringSyntax = { open: "'", close: "'", escape: "\\" };

/** A quote between two words is an apostrophe: for languages whose plain text may hold one. */
export const singleQuotedWord: StringSyntax = { open: "'", close: "'", doubled: true, at: "wordStart" };

/** Character literals; any other `'` is a lifetime, a prime or a digit separator. */
export const character: StringSyntax = { open: "'", close: "'", escape: "\\", character: true };

export const tripleQuoted: StringSyntax = { open: '"""', close: '"""', escape: "\\", multiline: true };

export const backtickRaw: StringSyntax = { open: "`", close: "`", multiline: true };

/** PHP's form; the other languages state their own opening. */
export const hereDocument: StringSyntax = {
  open: "<<<[ \\t]*[\"'\\\\]?([A-Za-z_]\\w{0,63})[\"']?",
  close: "$1",
  delimited: true,
  heredoc: true,
};
