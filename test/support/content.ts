/** The content that ships, compiled from its files once per process. */
import path from "node:path";
import { readContentFolder } from "../../server/content/readContentFolder.node.ts";
import type { Content } from "../../server/content/types.ts";

let compiled: Promise<Content> | undefined;

/** Throws when any content file has a problem: tests must not run on half of it. */
export function shippedContent(): Promise<Content> {
  compiled ??= readContentFolder(path.resolve(import.meta.dirname, "../..")).then(({ content, problems }) => {
    const lines = problems.map(
      ({ file, line, character, message }) => `${file}:${line + 1}:${character + 1} ${message}`,
    );
    if (lines.length > 0) throw new Error(`content has problems:\n${lines.join("\n")}`);
    return content;
  });
  return compiled;
}
