/**
 * `designwise.markKnown`: "I know this one", for a term or a whole topic; hovers and underlines are quiet about it then.
 * `designwise.unmarkKnown` takes it back, for what its argument names or what is picked from all that is known.
 */
import * as vscode from "vscode";
import { requests, type Term } from "../../server/protocol.ts";
import { type KnownKey, knownKeys, setKnown, topicKey } from "../known.ts";
import { idOf, offerTerms, type Request, termUnderCursor } from "./namedTerm.ts";

export function registerMarkKnown(request: Request): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand("designwise.markKnown", async (argument: unknown) => {
      const key = keyOf(argument) ?? (await termUnderCursor(request))?.id;
      if (key === undefined) {
        void offerTerms();
        return;
      }
      await setKnown([key], true);
      void confirm(key, request);
    }),
    vscode.commands.registerCommand("designwise.unmarkKnown", async (argument: unknown) => {
      const key = keyOf(argument);
      const keys = key === undefined ? await pick(request) : [key];
      if (keys.length > 0) await setKnown(keys, false);
    }),
  ];
}

/** Arguments may come from outside the editor; a topic is short and on one line. */
function keyOf(argument: unknown): KnownKey | undefined {
  const topic =
    typeof argument === "object" && argument !== null && "topic" in argument ? argument.topic : undefined;
  const id = idOf(argument);
  if (id !== undefined) return id;
  return typeof topic === "string" && /^[^\p{Cc}]{1,80}$/u.test(topic) ? topicKey(topic) : undefined;
}

async function confirm(key: KnownKey, request: Request): Promise<void> {
  const [named] = await namesOf([key], request);
  const choice = await vscode.window.showInformationMessage(
    `Designwise: Hovers are quiet about ${named?.label ?? key} from now on.`,
    "Undo",
  );
  if (choice !== undefined) await setKnown([key], false);
}

interface KnownItem extends vscode.QuickPickItem {
  readonly key: KnownKey;
}

async function pick(request: Request): Promise<KnownKey[]> {
  const keys = [...knownKeys()];
  if (keys.length === 0) {
    void vscode.window.showInformationMessage("Designwise: No term or topic is marked as known.");
    return [];
  }
  const picked = await vscode.window.showQuickPick(namesOf(keys, request), {
    title: "Designwise: Show Again",
    placeHolder: "Terms and topics to be told of again",
    canPickMany: true,
  });
  return (picked ?? []).map(({ key }) => key);
}

async function namesOf(keys: readonly KnownKey[], request: Request): Promise<KnownItem[]> {
  const terms = await request<Term[]>(requests.terms);
  return keys.map((key): KnownItem => {
    if (key.startsWith(topicKey("")))
      return { key, label: key.slice(topicKey("").length), description: "topic" };
    return { key, label: terms.find(({ id }) => id === key)?.name ?? key };
  });
}
