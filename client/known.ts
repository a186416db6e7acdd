/**
 * What the user knows already: the setting `designwise.known`, ids of terms and `topic:<topic>`. A setting, so that it
 * can be read, mended and synchronised like any other, and reaches the server by itself.
 */
import * as vscode from "vscode";

/** `topic:caching` for a topic, the id for a term. */
export type KnownKey = string;

export function knownKeys(): ReadonlySet<KnownKey> {
  const value: unknown = vscode.workspace.getConfiguration("designwise").get("known");
  return new Set(Array.isArray(value) ? value.filter((each) => typeof each === "string") : []);
}

export async function setKnown(keys: readonly KnownKey[], known: boolean): Promise<void> {
  const now = new Set(knownKeys());
  for (const key of keys) {
    if (known) now.add(key);
    else now.delete(key);
  }
  const value = now.size > 0 ? [...now].sort() : undefined;
  await vscode.workspace
    .getConfiguration("designwise")
    .update("known", value, vscode.ConfigurationTarget.Global);
}

export const topicKey = (topic: string): KnownKey => `topic:${topic}`;
