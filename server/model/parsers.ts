/**
 * Parsers, one a grammar, loaded when a file of the language is first seen. It does no IO: `load` yields the bytes of a
 * file by name (`web-tree-sitter.wasm`, `tree-sitter-python.wasm`, `python/facts.scm`), wherever it comes from. What
 * cannot be loaded disables its language and says so; nothing here throws to the caller.
 */
import { Language, Parser, type ParseState, Query, type Tree } from "web-tree-sitter";
import type { LanguageAdapter } from "../languages/adapter.ts";
import { adapters } from "../languages/adapters.gen.ts";
import { type CopyPlan, planCopy } from "./copyTree.ts";
import { isFact } from "./lower.ts";
import { readShapes, type Shapes } from "./shapes.ts";

/** The runtime's file. */
export const runtimeFile = "web-tree-sitter.wasm";

/** Yields the bytes of a runtime, grammar or facts file. */
export type LoadFile = (file: string) => Promise<Uint8Array>;

export interface LoadedLanguage {
  readonly adapter: LanguageAdapter;
  readonly shapes: Shapes;
  readonly plan: CopyPlan;
  /** The caller owns the tree and deletes it. Undefined when the parser gives up. */
  parse(text: string): Tree | undefined;
  /** Parses what the edits of `old` touched. Undefined, too, when it meets an error: the caller parses afresh then. */
  reparse(text: string, old: Tree): Tree | undefined;
}

export interface Parsers {
  /** Why languages are disabled, in sentences for the user. Grows as languages are first used. */
  readonly problems: readonly string[];
  /** VS Code's ids of the languages that have a model. */
  readonly languageIds: readonly string[];
  /** Loads the language's grammar; false when it has none or it cannot be had. Does not reject. */
  ready(languageId: string): Promise<boolean>;
  /** The language when it is loaded. */
  language(languageId: string): LoadedLanguage | undefined;
}

/** Every file that `createParsers` may ask for, for those who bundle them. */
export function parserFiles(): string[] {
  return [...new Set([runtimeFile, ...adapters.flatMap(({ grammar, facts }) => [grammar, ...facts])])];
}

/** Starts the runtime; when that fails every language is disabled and `problems` says so. */
export async function createParsers(load: LoadFile): Promise<Parsers> {
  const problems: string[] = [];
  const loaded = new Map<string, LoadedLanguage>();
  const loading = new Map<string, Promise<boolean>>();
  const languageIds = adapters.map(({ id }) => id);
  const started = await startRuntime(load, problems);

  const loadOne = async (adapter: LanguageAdapter): Promise<boolean> => {
    try {
      loaded.set(adapter.id, await loadLanguage(adapter, load));
      return true;
    } catch (error) {
      problems.push(`Rules are off for ${adapter.id}: ${messageOf(error)}`);
      return false;
    }
  };
  const ready = (languageId: string): Promise<boolean> => {
    const known = loading.get(languageId);
    if (known) return known;
    const adapter = adapters.find(({ id }) => id === languageId);
    if (adapter === undefined || !started) return Promise.resolve(false);
    const attempt = loadOne(adapter);
    loading.set(languageId, attempt);
    return attempt;
  };
  return { problems, languageIds, ready, language: (languageId) => loaded.get(languageId) };
}

async function startRuntime(load: LoadFile, problems: string[]): Promise<boolean> {
  try {
    const wasmBinary = await load(runtimeFile);
    // In a worker's bundle the runtime has no address to look beside; it must not look, for its bytes are here.
    await Parser.init({ wasmBinary, locateFile: (file: string) => file });
    return true;
  } catch (error) {
    problems.push(`Rules are off: the parser's runtime could not be started: ${messageOf(error)}`);
    return false;
  }
}

async function loadLanguage(adapter: LanguageAdapter, load: LoadFile): Promise<LoadedLanguage> {
  const language = await Language.load(await load(adapter.grammar));
  const sources = await Promise.all(
    adapter.facts.map(async (file) => new TextDecoder().decode(await load(file))),
  );
  const shapes = readShapes(sources, (field) => language.fieldIdForName(field) ?? undefined);
  // Compiling refuses node types and fields that the grammar does not have.
  for (const source of sources) new Query(language, source).delete();
  for (const { fact } of shapes.byType.values()) {
    if (!isFact(fact) && adapter.lower[fact] === undefined)
      throw new Error(`nothing lowers the fact @${fact}`);
  }
  const parser = new Parser();
  parser.setLanguage(language);
  const parse = (text: string): Tree | undefined => parser.parse(text) ?? undefined;
  const reparse = (text: string, old: Tree): Tree | undefined => {
    const progressCallback = ({ hasError }: ParseState): boolean => hasError;
    const tree = parser.parse(text, old, { progressCallback });
    if (tree === null) parser.reset(); // Or the next parse would go on where this one stopped.
    return tree ?? undefined;
  };
  return { adapter, shapes, plan: planCopy(language, shapes), parse, reparse };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
