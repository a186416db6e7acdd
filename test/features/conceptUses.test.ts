/** The search for uses: over open and closed texts, within limits, stoppable, and honest about what it left out. */
import assert from "node:assert/strict";
import { CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type FoundUses, findUses, type UseLimits, type UseSearch } from "../../server/conceptUses.ts";
import type { ReadFile } from "../../server/protocol.ts";
import { index } from "./concepts.ts";

const limits: UseLimits = { files: 100, fileBytes: 1000, uses: 100, durationMs: 1000 };

function searchOf(files: Readonly<Record<string, string>>, changes: Partial<UseSearch> = {}): UseSearch {
  return {
    files: {
      list: async (max) => {
        const uris = Object.keys(files);
        return { uris: uris.slice(0, max), truncated: uris.length > max };
      },
      read: async (uri, maxBytes): Promise<ReadFile> => {
        const text = files[uri];
        if (text === undefined || text === "unreadable") return { reason: "unreadable" };
        if (text.includes("\0")) return { reason: "binary" };
        return text.length > maxBytes ? { reason: "too large" } : { text };
      },
    },
    open: [],
    index: () => index,
    nowMs: () => 0,
    progress: () => {},
    limits,
    ...changes,
  };
}

/** `expected`: each use as `uri line:character`, in order. */
async function checkUses(
  search: UseSearch,
  expected: readonly string[],
  token: CancellationToken = CancellationToken.None,
): Promise<FoundUses> {
  const found = await findUses("rate-limiting", search, token);
  assert.deepEqual(
    found.uses.map(({ uri, range: { start } }) => `${uri} ${start.line}:${start.character}`),
    expected,
  );
  return found;
}

describe("uses in the workspace", () => {
  it("are found whatever the spelling, the language and the place", async () => {
    const found = await checkUses(
      searchOf({
        "file:///a.ts": "const rateLimiter = 1;\n// a rate limiter",
        "file:///b.py": "RATE_LIMIT = 5",
        "file:///c.md": "No use.",
        "file:///d": "rate-limited",
      }),
      ["file:///a.ts 0:6", "file:///a.ts 1:5", "file:///b.py 0:0", "file:///d 0:0"],
    );
    assert.deepEqual([found.files, found.leftOut], [3, []]);
  });

  it("are those of the open text, not of the file under it, and of texts never saved", () =>
    checkUses(
      searchOf(
        { "file:///a.ts": "rateLimiter" },
        {
          open: [
            TextDocument.create("file:///a.ts", "typescript", 2, "\nrateLimiter"),
            TextDocument.create("untitled:new", "markdown", 1, "A rate limiter."),
            TextDocument.create("designwise:/term/rate-limiting.md", "markdown", 1, "Rate limiting"),
            TextDocument.create("file:///elsewhere/b.ts", "typescript", 1, "rateLimiter"),
          ],
        },
      ),
      ["untitled:new 0:2", "file:///a.ts 1:0"],
    ));

  it("leave out what is too large or unreadable and say so, but not what is no text", async () => {
    const { leftOut } = await checkUses(
      searchOf({
        "file:///big.ts": "x".repeat(1001),
        "file:///gone.ts": "unreadable",
        "file:///also.ts": "unreadable",
        "file:///binary": "\0rateLimiter",
      }),
      [],
    );
    assert.deepEqual(leftOut, ["1 file larger than 1,000 bytes.", "2 files that could not be read."]);
  });

  it("end at the limit of uses", async () => {
    const { leftOut } = await checkUses(
      searchOf(
        { "file:///a.ts": "rateLimiter; rateLimiter; rateLimiter" },
        { limits: { ...limits, uses: 2 } },
      ),
      ["file:///a.ts 0:0", "file:///a.ts 0:13"],
    );
    assert.deepEqual(leftOut, ["Uses after the first 2."]);
  });

  it("end at the limit of files", async () => {
    const files = { "file:///a.ts": "rateLimiter", "file:///b.ts": "rateLimiter" };
    const { leftOut } = await checkUses(searchOf(files, { limits: { ...limits, files: 1 } }), [
      "file:///a.ts 0:0",
    ]);
    assert.deepEqual(leftOut, ["Files beyond the first 1."]);
  });

  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, number) => [`file:///${number}.ts`, number === 0 ? "rateLimiter" : ""]),
  );

  it("end at the limit of time", async () => {
    let now = 0;
    const { leftOut } = await checkUses(searchOf(many, { nowMs: () => (now += 600) }), ["file:///0.ts 0:0"]);
    assert.deepEqual(leftOut, ["24 of 40 files, not reached."]);
  });

  it("end when they are cancelled, and tell how far they are", async () => {
    const source = new CancellationTokenSource();
    const seen: string[] = [];
    const progress = (done: number, total: number): void => {
      seen.push(`${done}/${total}`);
      if (done >= 32) source.cancel();
    };
    await checkUses(searchOf(many, { progress }), ["file:///0.ts 0:0"], source.token);
    assert.deepEqual(seen, ["16/40", "32/40"]);
  });
});
