/**
 * What the server is doing and what is wrong with it, told to the user rather than only logged: problems stay on the
 * board, keyed by their cause, until that cause is gone.
 */
import type { Connection } from "vscode-languageserver";
import { notifications, type ServerStatus } from "./protocol.ts";

export type Counts = Pick<ServerStatus, "terms" | "patterns" | "rules">;

export class StatusBoard {
  private readonly problems = new Map<string, readonly string[]>();

  constructor(
    private readonly connection: Connection,
    private readonly counts: () => Counts,
  ) {}

  /** Replaces what `cause` had to say; nothing means that it is well again. */
  report(cause: string, messages: readonly string[]): void {
    const before = this.problems.get(cause) ?? [];
    if (before.length === messages.length && before.every((message, index) => message === messages[index]))
      return;
    if (messages.length > 0) this.problems.set(cause, messages);
    else this.problems.delete(cause);
    for (const message of messages) if (!before.includes(message)) this.connection.console.warn(message);
    void this.connection.sendNotification(notifications.status, this.status());
  }

  /** Other terms are in force; the problems are the same. */
  countsChanged(): void {
    void this.connection.sendNotification(notifications.status, this.status());
  }

  /** For the output channel only: worth knowing, nothing to mend. */
  note(message: string): void {
    this.connection.console.info(message);
  }

  status(): ServerStatus {
    return { ...this.counts(), problems: [...new Set([...this.problems.values()].flat())] };
  }
}
