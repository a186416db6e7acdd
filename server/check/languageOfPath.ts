/** Which language a file is in when no editor says so: by its extension, as VS Code does by default. */

const languageOfExtension: Readonly<Record<string, string>> = {
  ts: "typescript",
  mts: "typescript",
  cts: "typescript",
  tsx: "typescriptreact",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  jsx: "javascriptreact",
  py: "python",
  pyi: "python",
  pyw: "python",
};

/** VS Code's language id of a file that rules can read, else undefined. */
export function modelledLanguageOf(path: string): string | undefined {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1];
  if (extension === undefined || !Object.hasOwn(languageOfExtension, extension.toLowerCase()))
    return undefined;
  return languageOfExtension[extension.toLowerCase()];
}
