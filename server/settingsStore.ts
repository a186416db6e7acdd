/**
 * Settings of each document, asked of the client once and kept until they change. A client that cannot be asked gets
 * what it pushed last, or the defaults. What cannot be used is on the status board as soon as it is read.
 */
import type { Connection } from "vscode-languageserver";
import { type RuleSettings, readRuleSettings } from "./rules/ruleSettings.ts";
import { readSettings, type Settings } from "./settings.ts";
import type { StatusBoard } from "./statusBoard.ts";

export interface DocumentSettings {
  readonly settings: Settings;
  /** The same value as long as the settings are the same: findings are kept by it. */
  readonly rules: RuleSettings;
}

interface Read extends DocumentSettings {
  readonly problems: readonly string[];
}

export class SettingsStore {
  private readonly kept = new Map<string, Promise<Read>>();
  private pushed: Read;

  constructor(
    private readonly connection: Connection,
    /** The client answers `workspace/configuration`. */
    private readonly canAsk: boolean,
    private readonly ruleIds: readonly string[],
    private readonly board: StatusBoard,
  ) {
    this.pushed = this.read(undefined);
  }

  async of(uri: string): Promise<DocumentSettings> {
    let reading = this.kept.get(uri);
    if (!reading) {
      reading = this.ask(uri);
      this.kept.set(uri, reading);
    }
    const read = await reading;
    // Unless they changed or the document closed while they were on the way.
    if (this.kept.get(uri) === reading) this.board.report(`settings of ${uri}`, read.problems);
    return read;
  }

  /** After `didChangeConfiguration`; `settings` is what the client pushed along, if anything. */
  changed(settings: unknown): void {
    this.kept.clear();
    const section =
      typeof settings === "object" && settings !== null
        ? (settings as { designwise?: unknown }).designwise
        : undefined;
    this.pushed = this.read(section);
  }

  forget(uri: string): void {
    this.kept.delete(uri);
    this.board.report(`settings of ${uri}`, []);
  }

  private async ask(uri: string): Promise<Read> {
    if (!this.canAsk) return this.pushed;
    try {
      const section: unknown = await this.connection.workspace.getConfiguration({
        scopeUri: uri,
        section: "designwise",
      });
      return this.read(section);
    } catch {
      // The client refused this once; the next request asks again.
      this.kept.delete(uri);
      return this.pushed;
    }
  }

  private read(section: unknown): Read {
    const { settings, problems } = readSettings(section);
    const rules = readRuleSettings(settings.rules, this.ruleIds);
    return { settings, rules: rules.settings, problems: [...problems, ...rules.problems] };
  }
}
