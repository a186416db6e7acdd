/**
 * Settings of each document, asked of the client once and kept until they change. A client that cannot be asked gets
 * what it pushed last, or the defaults.
 */
import type { Connection } from "vscode-languageserver";
import { type ReadSettings, readSettings } from "./settings.ts";

export class SettingsStore {
  private readonly kept = new Map<string, Promise<ReadSettings>>();
  private pushed: ReadSettings = readSettings(undefined);

  constructor(
    private readonly connection: Connection,
    /** The client answers `workspace/configuration`. */
    private readonly canAsk: () => boolean,
  ) {}

  of(uri: string): Promise<ReadSettings> {
    if (!this.canAsk()) return Promise.resolve(this.pushed);
    let settings = this.kept.get(uri);
    if (!settings) {
      settings = this.connection.workspace
        .getConfiguration({ scopeUri: uri, section: "designwise" })
        .then(readSettings, () => {
          // The client refused this once; the next request asks again.
          this.kept.delete(uri);
          return this.pushed;
        });
      this.kept.set(uri, settings);
    }
    return settings;
  }

  /** After `didChangeConfiguration`; `settings` is what the client pushed along, if anything. */
  changed(settings: unknown): void {
    this.kept.clear();
    const section =
      typeof settings === "object" && settings !== null
        ? (settings as { designwise?: unknown }).designwise
        : undefined;
    this.pushed = readSettings(section);
  }

  forget(uri: string): void {
    this.kept.delete(uri);
  }
}
