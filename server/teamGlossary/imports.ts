/**
 * What a glossary takes over from other files. Only files of the workspace: an import is text from a workspace that may
 * be anybody's, so it leads to no other file of the machine, and never to the network.
 */
import { URI, Utils } from "vscode-uri";
import { parentUri } from "./uris.ts";

export type ResolvedImport = { readonly uri: string } | { readonly uri?: undefined; readonly fault: string };

/** `from` is the importing file. */
export function resolveImport(from: string, target: string, folders: readonly string[]): ResolvedImport {
  if (/^[a-z][a-z0-9+.-]+:/i.test(target)) {
    return {
      fault: `"${target}" is not fetched: Designwise does not use the network. Import a file of the workspace.`,
    };
  }
  if (!/\.ya?ml$/i.test(target)) return { fault: `"${target}" is no YAML file.` };
  const base = URI.parse(parentUri(from));
  const uri = Utils.resolvePath(base, target.replaceAll("\\", "/")).toString();
  return folders.some((folder) => uri.startsWith(folder))
    ? { uri }
    : { fault: `"${target}" lies outside the workspace and is not read.` };
}
