/** Progress that the server reports on a request: each has a token of its own, under which the reports arrive. */
import { type BaseLanguageClient, WorkDoneProgress } from "vscode-languageclient";
import type { ShowProgress } from "./commands/findUses.ts";

export function workDone(client: BaseLanguageClient): ShowProgress {
  let count = 0;
  return (report) => {
    const token = `designwise-${++count}`;
    const subscription = client.onProgress(WorkDoneProgress.type, token, (value) => {
      if (value.kind === "report") report(value.message ?? "", value.percentage ?? 0);
    });
    return { token, dispose: () => subscription.dispose() };
  };
}
