/** The five languages of the patterns, each with its ways: imports, places for declarations, indentation. */
import type { PatternLanguage } from "../../content/types.ts";
import { type BraceRules, endOfDeclaration, mayDeclare } from "./bracePlace.ts";
import type { CodeText } from "./codeText.ts";
import { moduleSystemOf, planEcmaScriptImports } from "./ecmaScriptImports.ts";
import { planGoImports } from "./goImports.ts";
import type { ImportPlan } from "./importPlan.ts";
import { planJavaImports } from "./javaImports.ts";
import { planPythonImports } from "./pythonImports.ts";
import { endOfTopStatement, mayDefine } from "./pythonPlace.ts";

export interface InsertionLanguage {
  /** VS Code language ids. */
  readonly ids: readonly string[];
  /** One step of indentation in our sources. */
  readonly indent: string;
  /** The formatter of the language indents so whatever the editor's settings. */
  readonly fixedIndent?: boolean;
  /** Around a top-level declaration. */
  readonly blankLines: number;
  planImports(source: CodeText, imports: readonly string[], uri: string): ImportPlan;
  /** Whether a declaration may begin in the line of `offset`, at this column. Says nothing of the line's own text. */
  mayDeclare(source: CodeText, offset: number, column: number): boolean;
  /** End of a line behind which a declaration may stand at the margin, next below `offset`. */
  endOfDeclaration(source: CodeText, offset: number): number;
}

const braces = (
  rules: BraceRules,
): Pick<InsertionLanguage, "mayDeclare" | "endOfDeclaration" | "blankLines"> => ({
  blankLines: 1,
  mayDeclare: (source, offset) => mayDeclare(source, offset, rules),
  endOfDeclaration,
});

export const insertionLanguages: Readonly<Record<PatternLanguage, InsertionLanguage>> = {
  typescript: {
    ids: ["typescript", "typescriptreact"],
    indent: "  ",
    planImports: (source, imports, uri) =>
      planEcmaScriptImports(source, imports, moduleSystemOf(source, uri, "typescript")),
    ...braces({ inBlocks: true }),
  },
  javascript: {
    ids: ["javascript", "javascriptreact"],
    indent: "  ",
    planImports: (source, imports, uri) =>
      planEcmaScriptImports(source, imports, moduleSystemOf(source, uri, "javascript")),
    ...braces({ inBlocks: true }),
  },
  python: {
    ids: ["python"],
    indent: "    ",
    blankLines: 2,
    planImports: planPythonImports,
    mayDeclare: mayDefine,
    endOfDeclaration: endOfTopStatement,
  },
  // Nested, the classes would be inner ones, bound to an instance.
  java: { ids: ["java"], indent: "    ", planImports: planJavaImports, ...braces({ inBlocks: false }) },
  // Methods are declared at the top only.
  go: {
    ids: ["go"],
    indent: "\t",
    fixedIndent: true,
    planImports: (source, imports, uri) => planGoImports(source, imports, goPackageOf(uri)),
    ...braces({ inBlocks: false }),
  },
};

/** The pattern language of a VS Code language id. */
export function patternLanguageOf(languageId: string): PatternLanguage | undefined {
  const languages = Object.keys(insertionLanguages) as PatternLanguage[];
  return languages.find((language) => insertionLanguages[language].ids.includes(languageId));
}

/** By custom a package is named after its folder. */
function goPackageOf(uri: string): string {
  const match = /([^/]+)\/([^/]+)$/.exec(uri);
  const folder = (match?.[1] ?? "").toLowerCase().replace(/%[0-9a-f]{2}|[^a-z0-9]/g, "");
  const named = uri.startsWith("file:") && match?.[2] !== "main.go" && /^[a-z]/.test(folder);
  return named ? folder : "main";
}
