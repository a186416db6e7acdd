/** Bytes of runtime, grammar and facts files from the checkout, for tests and benchmarks. */
import { readFile } from "node:fs/promises";
import { createParsers, type LoadFile, type Parsers, runtimeFile } from "../../server/model/parsers.ts";

const root = new URL("../../", import.meta.url);

export const loadFromDisk: LoadFile = async (file) => {
  if (file === runtimeFile) return readFile(new URL(`node_modules/web-tree-sitter/${file}`, root));
  if (file.endsWith(".wasm"))
    return readFile(new URL(`node_modules/@vscode/tree-sitter-wasm/wasm/${file}`, root));
  return readFile(new URL(`server/languages/${file}`, root));
};

let shared: Promise<Parsers> | undefined;

/** Parsers with every language loaded, made once a process. */
export function loadedParsers(): Promise<Parsers> {
  shared ??= loadAll();
  return shared;
}

async function loadAll(): Promise<Parsers> {
  const parsers = await createParsers(loadFromDisk);
  for (const id of parsers.languageIds) await parsers.ready(id);
  return parsers;
}
