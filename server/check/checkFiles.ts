/**
 * `designwise check` without a machine: files come from a `FileSource`, time from a clock that is handed in. What is not
 * checked is listed with its reason, so that "no findings" never means "nothing was looked at".
 */
import picomatch from "picomatch";
import { maxCheckedLength, tooLarge } from "../limits.ts";
import type { CodeModel } from "../model/codeModel.ts";
import { fileKind } from "../model/fileKind.ts";
import type { ModelInput } from "../model/modelInput.ts";
import { type CheckedFinding, checkModel } from "../rules/check.ts";
import type { RuleSet } from "../rules/ruleSet.ts";
import type { RuleSettings } from "../rules/ruleSettings.ts";
import { modelledLanguageOf } from "./languageOfPath.ts";

export interface FileSource {
  /** Files in a stable order, as users know them: relative, with forward slashes. */
  readonly files: readonly string[];
  /** Rejects when the file cannot be read; it is then listed as skipped. */
  read(file: string): Promise<Uint8Array>;
  /**
   * The file's path below what the user asked to check, when that is another: whoever names `tests/slow` wants it
   * checked, although the rules are silent in tests.
   */
  projectPath?(file: string): string;
}

export interface CheckDeps {
  readonly rules: RuleSet;
  readonly settings: RuleSettings;
  /** Globs of files that are not to be checked. */
  readonly exclude: readonly string[];
  /** The model of a file; undefined when its grammar cannot be had, which `problems` then says. */
  buildModel(source: ModelInput): Promise<CodeModel | undefined>;
  /** Milliseconds of a monotonic clock. */
  nowMs(): number;
}

export interface FileFinding {
  readonly file: string;
  readonly finding: CheckedFinding;
  readonly text: string;
}

export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

export interface CheckReport {
  readonly findings: readonly FileFinding[];
  readonly skipped: readonly Skipped[];
  /** Files and lines that were checked. */
  readonly files: number;
  readonly lines: number;
  readonly elapsedMs: number;
  readonly problems: readonly string[];
}

export async function checkFiles(source: FileSource, deps: CheckDeps): Promise<CheckReport> {
  const startMs = deps.nowMs();
  const isExcluded = deps.exclude.length > 0 ? picomatch([...deps.exclude], { dot: true }) : () => false;
  const findings: FileFinding[] = [];
  const skipped: Skipped[] = [];
  const problems = new Set<string>(deps.rules.problems);
  let files = 0;
  let lines = 0;
  for (const file of source.files) {
    const result = isExcluded(file) ? skip("excluded by the settings") : await checkFile(file, source, deps);
    if (result.kind === "skipped") {
      skipped.push({ file, reason: result.reason });
      continue;
    }
    files++;
    lines += countLines(result.text);
    for (const problem of result.problems) problems.add(problem);
    findings.push(...result.findings.map((finding) => ({ file, finding, text: result.text })));
  }
  const elapsedMs = Math.round(deps.nowMs() - startMs);
  return { findings, skipped, files, lines, elapsedMs, problems: [...problems] };
}

type FileResult =
  | { readonly kind: "skipped"; readonly reason: string }
  | {
      readonly kind: "checked";
      readonly text: string;
      readonly findings: readonly CheckedFinding[];
      readonly problems: readonly string[];
    };

const skip = (reason: string): FileResult => ({ kind: "skipped", reason });

async function checkFile(file: string, source: FileSource, deps: CheckDeps): Promise<FileResult> {
  const languageId = modelledLanguageOf(file);
  if (languageId === undefined) return skip("unsupported language");
  const read = await readText(file, source);
  if (typeof read !== "string") return read;
  const large = tooLarge(read);
  if (large !== undefined) return skip(large);
  const input: ModelInput = { uri: file, languageId, text: read, path: source.projectPath?.(file) ?? file };
  const kind = fileKind(input);
  if (kind.generated) return skip("generated");
  // Rules say nothing in tests: there is no need to parse them to know.
  if (kind.test) return { kind: "checked", text: read, findings: [], problems: [] };
  const model = await deps.buildModel(input);
  if (model === undefined) return skip(`no grammar for ${languageId}`);
  const { findings, problems } = checkModel(model, deps.rules, deps.settings);
  return { kind: "checked", text: read, findings, problems };
}

async function readText(file: string, source: FileSource): Promise<string | FileResult> {
  let bytes: Uint8Array;
  try {
    bytes = await source.read(file);
  } catch (error) {
    return skip(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  // A character has at most four bytes in UTF-8: beyond that there is no need to decode to know.
  if (bytes.byteLength > 4 * maxCheckedLength)
    return skip(`larger than ${maxCheckedLength.toLocaleString("en")} characters`);
  if (bytes.includes(0)) return skip("binary");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return skip("not UTF-8");
  }
}

/** As editors count: a last line without a line break counts too. */
export function countLines(text: string): number {
  if (text === "") return 0;
  const breaks = text.match(/\r\n|\r|\n/g)?.length ?? 0;
  return /[\r\n]$/.test(text) ? breaks : breaks + 1;
}
