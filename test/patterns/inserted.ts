/** The patterns that ship, and documents with a pattern inserted: the plan carried out as an editor would. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { TextDocument } from "vscode-languageserver-textdocument";
import { readPattern } from "../../server/content/pattern.ts";
import type { Pattern, PatternLanguage } from "../../server/content/types.ts";
import { planInsertion } from "../../server/features/patternInsertion.ts";
import type { InsertionPlan } from "../../server/protocol.ts";
import { expandSnippet } from "./expandSnippet.ts";

export const root = path.resolve(import.meta.dirname, "../..");
export const snippetsFolder = path.join(root, "snippets");

export interface ShippedPattern {
  readonly pattern: Pattern;
  /** Absolute. */
  readonly folder: string;
  /** File name → text. */
  readonly files: ReadonlyMap<string, string>;
}

/** Throws on any problem: nothing of a broken pattern is worth testing. */
export function shippedPatterns(): ShippedPattern[] {
  return readdirSync(snippetsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const folder = path.join(snippetsFolder, name);
      const files = new Map(
        readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), "utf8")]),
      );
      const located = new Map([...files].map(([file, text]) => [`snippets/${name}/${file}`, text]));
      const { value, problems } = readPattern(located, `snippets/${name}`);
      if (value === undefined || problems.length > 0) throw new Error(JSON.stringify(problems, undefined, 1));
      return { pattern: value, folder, files };
    });
}

/** The one source file of a language: the one that carries the marks. */
export function sourceFile(shipped: ShippedPattern, ending: string): { name: string; text: string } {
  for (const [name, text] of shipped.files) {
    if (name.endsWith(`.${ending}`) && text.includes("designwise:begin")) return { name, text };
  }
  throw new Error(`${shipped.pattern.id} has no .${ending} source`);
}

/** What stands below the marked region: in TypeScript and JavaScript the exports that a check imports. */
export function tailOf(source: string): string {
  return source.replace(/^[\s\S]*designwise:end[^\n]*\n/, "");
}

export interface InsertInto {
  readonly language: PatternLanguage;
  readonly languageId?: string;
  readonly uri?: string;
  readonly offset?: number;
  readonly indent?: string;
}

/** The text after inserting, with the placeholders at their defaults. */
export function inserted(pattern: Pattern, text: string, into: InsertInto): string {
  const uri = into.uri ?? "file:///work/sample";
  const document = TextDocument.create(uri, into.languageId ?? into.language, 1, text);
  const position = document.positionAt(into.offset ?? 0);
  const plan = planInsertion(document, position, pattern, into.language, into.indent);
  if (plan === undefined) throw new Error(`${pattern.id} has no ${into.language}`);
  return carryOut(document, plan);
}

/** One edit: all positions count in the text before it, and no two of them touch. */
export function carryOut(document: TextDocument, plan: InsertionPlan): string {
  const edits = plan.imports.map((add) => ({ range: { start: add, end: add }, newText: add.newText }));
  const snippet = { range: { start: plan.position, end: plan.end }, newText: expandSnippet(plan.snippet) };
  return TextDocument.applyEdits(document, [...edits, snippet]);
}
