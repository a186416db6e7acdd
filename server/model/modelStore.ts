/**
 * Code models of open documents, kept by their edits. The tree is edited and reparsed incrementally; facts of top-level
 * declarations whose text did not change are kept, and only the others are copied and lowered again. Nothing is parsed
 * before somebody asks for the model, so a burst of edits costs one parse.
 */
import type { Tree } from "web-tree-sitter";
import type { CodeModel } from "./codeModel.ts";
import { type Declarations, readDeclarations } from "./declarations.ts";
import { linkModel } from "./link.ts";
import type { ModelInput } from "./modelInput.ts";
import type { LoadedLanguage, Parsers } from "./parsers.ts";
import { editTree, forParser, type TextEdit } from "./treeEdits.ts";

/** One model from scratch. Undefined when the language has no grammar loaded: see `Parsers.ready`. */
export function buildModel(parsers: Parsers, input: ModelInput): CodeModel | undefined {
  const language = parsers.language(input.languageId);
  const tree = language?.parse(forParser(input.text));
  if (language === undefined || tree === undefined) return undefined;
  try {
    return linkModel(input, readDeclarations(tree, input.text, language, undefined).placed, language.adapter);
  } finally {
    tree.delete();
  }
}

interface OpenDocument {
  input: ModelInput;
  /** Tree of the last text that was parsed without an error, with the edits since applied. */
  tree: Tree | undefined;
  declarations: Declarations | undefined;
  model: CodeModel | undefined;
}

export class ModelStore {
  private readonly documents = new Map<string, OpenDocument>();

  constructor(private readonly parsers: Parsers) {}

  /** Resolves when the document's model can be had: true, or false when its language has none. */
  open(uri: string, languageId: string, text: string, path?: string): Promise<boolean> {
    this.close(uri);
    this.documents.set(uri, {
      input: { uri, languageId, text, path },
      tree: undefined,
      declarations: undefined,
      model: undefined,
    });
    return this.parsers.ready(languageId);
  }

  /** Edits are in order, each in offsets of the text that the one before it left; `newText` is the text after all of them. */
  change(uri: string, edits: readonly TextEdit[], newText: string): void {
    const document = this.documents.get(uri);
    if (document === undefined) return;
    const consistent =
      document.tree !== undefined && editTree(document.tree, document.input.text, edits, newText);
    if (!consistent) {
      document.tree?.delete();
      document.tree = undefined;
    }
    document.input = { ...document.input, text: newText };
    document.model = undefined;
  }

  close(uri: string): void {
    this.documents.get(uri)?.tree?.delete();
    this.documents.delete(uri);
  }

  /** Undefined when the document is not open, or its language has no grammar or has not loaded it yet. */
  model(uri: string): CodeModel | undefined {
    const document = this.documents.get(uri);
    const language = document && this.parsers.language(document.input.languageId);
    if (document === undefined || language === undefined) return undefined;
    document.model ??= refresh(document, language);
    return document.model;
  }
}

function refresh(document: OpenDocument, language: LoadedLanguage): CodeModel | undefined {
  const { input } = document;
  const tree = parse(forParser(input.text), document.tree, language);
  document.tree?.delete();
  document.tree = undefined;
  if (tree === undefined) return undefined;
  document.declarations = readDeclarations(tree, input.text, language, document.declarations);
  if (tree.rootNode.hasError) tree.delete();
  else document.tree = tree;
  return linkModel(input, document.declarations.placed, language.adapter);
}

/**
 * How an incremental parse recovers from an error, and what it keeps of an earlier one, depends on what was typed
 * before. A model must be a function of the text alone (the command line sees the same file), so a tree with an error
 * is neither kept nor made incrementally: half-typed code is parsed afresh. Its facts are still kept.
 */
function parse(text: string, old: Tree | undefined, language: LoadedLanguage): Tree | undefined {
  const tree = old && language.reparse(text, old);
  if (tree && !tree.rootNode.hasError) return tree;
  tree?.delete();
  return language.parse(text);
}
