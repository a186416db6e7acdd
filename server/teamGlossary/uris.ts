/**
 * URIs as texts that can be compared. Editors and Node write the same file in different ways (`c%3A` or `c:`, `(` or
 * `%28`), and a folder is a prefix only with its slash: `/repo/ship` does not hold `/repo/shipping`.
 */
import { URI, Utils } from "vscode-uri";

/** The one way in which this server writes a URI. What is no URI stays as it is. */
export function normalUri(uri: string): string {
  try {
    return URI.parse(uri).toString();
  } catch {
    return uri;
  }
}

/** A folder's URI, with the slash at its end. */
export const folderUri = (uri: string): string => normalUri(uri).replace(/\/*$/, "/");

/** The folder that a file or folder lies in, with the slash at its end. */
export const parentUri = (uri: string): string => uri.replace(/\/+$/, "").replace(/[^/]*$/, "");

export const childUri = (folder: string, name: string): string =>
  Utils.joinPath(URI.parse(folder), name).toString();

/** The path behind `folder`, decoded. */
export const pathWithin = (folder: string, uri: string): string => decoded(uri.slice(folder.length));

/** A file as people name it: from its workspace folder's name on. */
export function shownPath(uri: string, folders: readonly string[]): string {
  const folder = folders.find((each) => uri.startsWith(each));
  return folder === undefined ? decoded(uri) : decoded(uri.slice(parentUri(folder).length));
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Schemes whose documents stand for a file of the workspace: a cell of its notebook, an older version of it. */
const borrowed = new Set(["git", "gitfs", "vscode-notebook-cell"]);

/** Where a document stands among the folders: a scratch buffer in the only one, a notebook's cell in its notebook. */
export function placeOf(uri: string, folders: readonly string[]): string {
  const [first, ...others] = folders;
  if (first === undefined) return uri;
  try {
    const parsed = URI.parse(uri);
    if (borrowed.has(parsed.scheme)) {
      const { scheme, authority } = URI.parse(first);
      return parsed.with({ scheme, authority, query: "", fragment: "" }).toString();
    }
    if (parsed.scheme === "untitled" && others.length === 0 && !parsed.path.startsWith("/")) {
      return childUri(first, parsed.path);
    }
    return parsed.with({ query: "", fragment: "" }).toString();
  } catch {
    return uri;
  }
}
