/**
 * What a keystroke costs: an edit and the model after it, against the model from scratch, on files of 5,000 lines.
 * Typing happens inside a function in the middle of the file, once in code that stays whole and once in code that is
 * half-typed (which is parsed afresh: see `server/model/modelStore.ts`).
 *
 * Run: `node --import tsx test/bench/model.bench.ts`
 */
import { readdirSync, readFileSync } from "node:fs";
import { buildModel, ModelStore } from "../../server/model/modelStore.ts";
import type { Parsers } from "../../server/model/parsers.ts";
import { loadedParsers } from "../model/loadFromDisk.ts";

const lineCount = 5000;
const uri = "file:///bench";

const pythonPart = (n: number): string => `
class Service${n}(Base):
    """Fetches and keeps users."""

    timeout = ${n}

    def __init__(self, pool, *, retries: int = 3):
        self.session = requests.Session()
        self.cache: dict[str, User] = {}
        self.retries = retries

    async def load(self, ids: list[str]) -> list[User]:
        users = []
        for index, user_id in enumerate(ids):
            if user_id in self.cache:
                continue
            try:
                response = self.session.get(f"{BASE}/users/{user_id}", timeout=(3.05, 10))
                users.append(User(**response.json()))
            except (requests.RequestException, ValueError) as error:
                logger.warning("user %s failed: %s", user_id, error)
                await asyncio.sleep(2 ** index * random.random())
        self.cache.update({user.id: user for user in users if user.id})
        return [user for user in users if hash(user.id) % self.retries]
`;

function python(): string {
  let text =
    "import asyncio\nimport logging\nimport random\nimport requests\n\nBASE = 'https://example.org'\nlogger = logging.getLogger(__name__)\n";
  for (let n = 0; text.split("\n").length < lineCount; n++) text += pythonPart(n);
  return text;
}

/** Whole files of a dependency, over and over: a file cut in the middle would be half-typed for good. */
function typescript(): string {
  const folder = new URL("../../node_modules/vscode-languageserver/lib/common/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".js"));
  let text = "";
  for (let n = 0; text.split("\n").length < lineCount; n = (n + 1) % files.length) {
    text += `${readFileSync(new URL(files[n] ?? "", folder), "utf8")}\n`;
  }
  return text;
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

interface Timing {
  readonly p50: number;
  readonly p99: number;
}

function timings(count: number, run: (turn: number) => void): Timing {
  for (let turn = 0; turn < 5; turn++) run(turn);
  const times: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    const start = performance.now();
    run(turn);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** Types and deletes one piece of text after `anchor`, asking for the model after each edit. */
function typing(parsers: Parsers, languageId: string, text: string, anchor: string, piece: string): Timing {
  const store = new ModelStore(parsers);
  void store.open(uri, languageId, text);
  store.model(uri);
  const at = text.indexOf(anchor, text.length / 2) + anchor.length;
  const typed = text.slice(0, at) + piece + text.slice(at);
  const result = timings(200, (turn) => {
    if (turn % 2 === 0) store.change(uri, [{ start: at, end: at, newText: piece }], typed);
    else store.change(uri, [{ start: at, end: at + piece.length, newText: "" }], text);
    store.model(uri);
  });
  store.close(uri);
  return result;
}

const show = ({ p50, p99 }: Timing, whole: Timing): string =>
  `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, ${(whole.p50 / p50).toFixed(1)} times cheaper than from scratch`;

async function main(): Promise<void> {
  const parsers = await loadedParsers();
  for (const [languageId, text, anchor] of [
    ["typescript", typescript(), "this."],
    ["python", python(), "self."],
  ] as const) {
    const whole = timings(20, () => buildModel(parsers, { uri, languageId, text }));
    console.log(`${languageId}, ${text.split("\n").length} lines, ${text.length} characters`);
    console.log(`  from scratch        p50 ${whole.p50.toFixed(2)} ms, p99 ${whole.p99.toFixed(2)} ms`);
    console.log(`  keystroke, whole    ${show(typing(parsers, languageId, text, anchor, "x"), whole)}`);
    console.log(`  keystroke, half     ${show(typing(parsers, languageId, text, anchor, "f("), whole)}`);
  }
}

await main();
