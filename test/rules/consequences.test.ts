/** What a finding's simulation takes from the code: how often it tries, how long it waits, how long a call may hang. */
import assert from "node:assert/strict";
import { check } from "./harness.ts";

async function simulationIn(languageId: string, code: string) {
  const { findings } = await check(languageId, code);
  const [finding, ...rest] = findings;
  assert.deepEqual(rest, []);
  return finding?.simulation;
}

const retry = (preset: string, params?: Readonly<Record<string, number>>) => ({
  engine: "retry",
  preset,
  ...(params && { params }),
});

/** A loop around a call that fails, in TypeScript. */
const loop = (header: string, wait: string): string => `
import axios from "axios";
const api = axios.create({ timeout: 1000 });
export async function load(id: string) {
  ${header} {
    try {
      return await api.get(id);
    } catch (error) {
      ${wait}
    }
  }
}`;

describe("the simulation of a finding has the numbers of its line", () => {
  const loops = [
    {
      title: "attempts and wait",
      code: loop("for (let i = 0; i < 7; i++)", "await new Promise((resolve) => setTimeout(resolve, 250));"),
      expected: retry("fixed-delay", { maxAttempts: 7, baseDelay: 250 }),
    },
    {
      title: "no wait",
      code: loop("for (let i = 0; i < 4; i++)", "console.warn(error);"),
      expected: retry("at-once", { maxAttempts: 4 }),
    },
    {
      title: "no end",
      code: loop("while (true)", "await new Promise((resolve) => setTimeout(resolve, 2000));"),
      expected: retry("endless", { maxAttempts: 1000, baseDelay: 2000 }),
    },
    {
      title: "a wait of no time, which the simulation cannot have",
      code: loop("for (let i = 0; i < 4; i++)", "await new Promise((resolve) => setTimeout(resolve, 0));"),
      expected: retry("fixed-delay", { maxAttempts: 4 }),
    },
    {
      title: "more attempts than the simulation has",
      code: loop("for (let i = 0; i < 100000; i++)", "console.warn(error);"),
      expected: retry("at-once"),
    },
  ];
  for (const { title, code, expected } of loops) {
    it(`retry loop: ${title}`, async () =>
      assert.deepEqual(await simulationIn("typescript", code), expected));
  }

  const policies = [
    ["@retry", "tenacity", "retry", retry("at-once", { maxAttempts: 1000 })],
    [
      "@retry(stop=stop_after_attempt(3))",
      "tenacity",
      "retry, stop_after_attempt",
      retry("at-once", { maxAttempts: 3 }),
    ],
    ["@retry(stop=stop_after_delay(30))", "tenacity", "retry, stop_after_delay", retry("at-once")],
    [
      "@retry(wait=wait_fixed(2), stop=stop_after_attempt(4))",
      "tenacity",
      "retry, stop_after_attempt, wait_fixed",
      retry("fixed-delay", { maxAttempts: 4, baseDelay: 2000 }),
    ],
    [
      "@retry(wait=wait_fixed(2))",
      "tenacity",
      "retry, wait_fixed",
      retry("endless", { maxAttempts: 1000, baseDelay: 2000 }),
    ],
    [
      "@shared_task(autoretry_for=(OSError,), max_retries=3)",
      "celery",
      "shared_task",
      retry("fixed-delay", { maxAttempts: 4, baseDelay: 180_000 }),
    ],
    [
      "@on_exception(constant, OSError, max_tries=3)",
      "backoff",
      "on_exception, constant",
      retry("fixed-delay", { maxAttempts: 3, baseDelay: 1000 }),
    ],
    [
      "@on_exception(constant, OSError, interval=5)",
      "backoff",
      "on_exception, constant",
      retry("endless", { maxAttempts: 1000, baseDelay: 5000 }),
    ],
  ] as const;
  for (const [decorator, module, names, expected] of policies) {
    it(`retry library: ${decorator}`, async () => {
      const code = `from ${module} import ${names}\n\n\n${decorator}\ndef load():\n    return 1\n`;
      assert.deepEqual(await simulationIn("python", code), expected);
    });
  }

  it("urllib3 and axios-retry count retries, not attempts", async () => {
    const python = "from urllib3.util.retry import Retry\nretries = Retry(total=5)\n";
    assert.deepEqual(await simulationIn("python", python), retry("at-once", { maxAttempts: 6 }));
    const typescript = 'import axiosRetry from "axios-retry";\naxiosRetry(client, { retries: 3 });\n';
    assert.deepEqual(await simulationIn("typescript", typescript), retry("at-once", { maxAttempts: 4 }));
  });

  it("recursion without a counter has no end", async () => {
    const code = `
import axios from "axios";
const api = axios.create({ timeout: 1000 });
async function load(id: string): Promise<unknown> {
  try {
    return await api.get(id);
  } catch {
    return load(id);
  }
}`;
    assert.deepEqual(await simulationIn("typescript", code), retry("at-once", { maxAttempts: 1000 }));
  });

  it("a call without a timeout hangs for as long as its library lets it", async () => {
    const pool = { engine: "timeout", preset: "no-timeout" };
    const axios = 'import axios from "axios";\nexport const load = () => axios.get("https://a.example/");\n';
    assert.deepEqual(await simulationIn("typescript", axios), pool);
    // Node's fetch gives up after five minutes.
    const fetched = 'export const load = () => fetch("https://a.example/");\n';
    assert.deepEqual(await simulationIn("typescript", fetched), { ...pool, params: { hangTime: 300_000 } });
  });
});
