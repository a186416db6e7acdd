/** Imports of a Java file: after the last import, else after `package`, else on top. `java.util.*` has all of java.util. */
import { type CodeText, lineEnd } from "./codeText.ts";
import { type HeaderPlace, headerEndOf, type ImportPlan, insertLines, topComment } from "./importPlan.ts";

export function planJavaImports(source: CodeText, imports: readonly string[]): ImportPlan {
  const existing = [...source.code.matchAll(/^[ \t]*import\s+([^;]*);/gm)];
  const known = new Set(existing.map((match) => compact(match[1] ?? "")));
  const lines = imports.filter((wanted) => {
    const name = compact(wanted.replace(/^import\s+|;$/g, ""));
    return !known.has(name) && !known.has(name.replace(/[^.]*$/, "*"));
  });
  const place = findPlace(source, existing.at(-1));
  return { insertions: insertLines(source.text, place, lines), headerEnd: headerEndOf(source.text, place) };
}

const compact = (name: string): string => name.replace(/\s+/g, "");

function findPlace(source: CodeText, lastImport: RegExpExecArray | undefined): HeaderPlace {
  if (lastImport !== undefined) {
    const end = lastImport.index + lastImport[0].length;
    return { offset: lineEnd(source.text, end), follows: "imports" };
  }
  const declared = /^[ \t]*package\s+[^;]*;/m.exec(source.code);
  if (declared !== null) {
    return { offset: lineEnd(source.text, declared.index + declared[0].length), follows: "other" };
  }
  return topComment(source);
}
