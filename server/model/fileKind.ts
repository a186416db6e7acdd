/** What kind of file it is, from its path and its first lines: rules are quiet in tests, generated code, migrations. */
import type { FileKind } from "./codeModel.ts";
import type { ModelInput } from "./modelInput.ts";

const testPath =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|specs|e2e|cypress|testing|testdata|fixtures|benchmarks?|bench|load-?tests?|loadgen[^/]*)\//i;
const testName =
  /(?:\.(?:test|tests|spec|e2e|bench|stories)\.[cm]?[jt]sx?|(?:^|\/)test_[^/]*\.py|_test\.py|(?:^|\/)(?:conftest|locustfile|tests?)\.py|\.(?:k6|load)\.[cm]?[jt]s)$/i;
const loadImport = /^(?:from|import)[ \t]+locust\b|\bfrom[ \t]+["']k6(?:\/[^"'\n]*)?["']/m;
const generatedPath =
  /(?:_pb2(?:_grpc)?\.pyi?|\.pb\.[jt]s|_pb\.[jt]s|\.gen\.[cm]?[jt]sx?|\.generated\.[cm]?[jt]sx?|\.min\.[cm]?js|\.d\.ts)$|(?:^|\/)__generated__\//i;
const generatedMark =
  /@generated\b|\bcode generated\b[^\n]*\bdo not edit\b|\bauto-?generated\b[^\n]*\bdo not (?:edit|modify)\b|\bdo not edit\b[^\n]*\bgenerated\b/i;
const examplePath = /(?:^|\/)_?(?:examples?|samples?|demos?)\//i;
const migrationPath = /(?:^|\/)(?:migrations?|seeds?|seeders?|alembic\/versions)\//i;
const migrationName = /(?:^|\/)(?:seed|seeds|seeder)\.[cm]?[jt]sx?$|(?:^|\/)\d{8,}[^/]*\.(?:[cm]?[jt]s|py)$/i;

/** Characters of a file's head in which a mark counts. */
const headLength = 2000;

export function fileKind(input: ModelInput): FileKind {
  const { languageId, text } = input;
  const path = projectPath(input);
  const head = text.slice(0, headLength);
  const comments = leadingComments(head);
  const client = /^["']use client["']/.test(head.slice(comments.length).trimStart());
  return {
    test: testPath.test(path) || testName.test(path) || loadImport.test(head),
    generated: generatedPath.test(path) || generatedMark.test(comments) || isMinified(text),
    example: examplePath.test(path),
    migration: migrationPath.test(path) || migrationName.test(path),
    browser: languageId === "typescriptreact" || languageId === "javascriptreact" || client,
  };
}

export function projectPath({ uri, path }: ModelInput): string {
  return path ?? pathOf(uri);
}

function pathOf(uri: string): string {
  const path = uri.replace(/^[a-z][\w+.-]*:(?:\/\/[^/]*)?/i, "").replaceAll("\\", "/");
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A path with a lone percent sign is no encoded one.
  }
}

/** Mean length of lines beyond which nobody has typed them, in files long enough to have a mean. */
const minifiedLineLength = 400;
const minifiedFileLength = 4000;

function isMinified(text: string): boolean {
  if (text.length < minifiedFileLength) return false;
  const enough = text.length / minifiedLineLength;
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0 && lines < enough; at = text.indexOf("\n", at + 1)) lines++;
  return lines < enough;
}

/** One comment after blank space, in any of our languages; Python's docstring of the module counts as one. */
const comment = /\s*(?:\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"""[\s\S]*?(?:"""|$))/y;

/** Comments before the first code: a mark further down speaks of something else. */
function leadingComments(head: string): string {
  let end = 0;
  for (;;) {
    comment.lastIndex = end;
    const match = comment.exec(head);
    if (match === null) return head.slice(0, end);
    end += match[0].length;
  }
}
