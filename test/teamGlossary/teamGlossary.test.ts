/** A team's own terms: where they are in force, and what becomes of them when their files change or break. */
import assert from "node:assert/strict";
import { content, described, meaning, remove, team, term, write } from "./team.ts";

const order = "file:///shop/.designwise/glossary/order.md";
const code = "file:///shop/src/a.ts";

describe("terms of .designwise/glossary", () => {
  it("are found in their workspace folder and below, and nowhere else", async () => {
    const files = { [order]: term("Order"), "file:///bank/.designwise/glossary/loan.md": term("Loan") };
    const two = await team(files, ["file:///shop", "file:///bank"]);
    assert.equal(meaning(two, code, "orders of a customer"), "Order is ours.");
    assert.equal(meaning(two, "file:///bank/a.ts", "orders"), undefined);
    assert.equal(meaning(two, "file:///bank/a.ts", "loan"), "Loan is ours.");
    assert.equal(meaning(two, "file:///shopping/a.ts", "order"), undefined, "a folder's name is no prefix");
  });

  it("of a nested folder rule that folder only, and before those above it", async () => {
    const nested = "file:///shop/services/billing/.designwise/glossary/sub/order.md";
    const one = await team({ [order]: term("Order"), [nested]: term("Order", "An order to bill.") });
    assert.equal(meaning(one, "file:///shop/services/billing/src/a.ts", "order"), "An order to bill.");
    assert.equal(meaning(one, code, "order"), "Order is ours.");
  });

  it("come before ours on a tie, and ours stays where they do not rule", async () => {
    const own = await team({ "file:///shop/.designwise/glossary/cache.md": term("Cache", "A cash desk.") });
    assert.equal(meaning(own, code, "cache"), "A cash desk.");
    assert.equal(meaning(own, "file:///elsewhere/a.ts", "cache"), "Cache is a term.");
    assert.equal(meaning(own, code, "rate limiter"), "Rate limiting is a term.");
  });

  it("are listed with ours, each under an id of its own", async () => {
    const files = {
      "file:///shop/.designwise/glossary/cache.md": term("Cache"),
      "file:///shop/pay/.designwise/glossary/cache.md": term("Cache"),
    };
    const { glossary } = await team(files);
    const ids = glossary.terms().map(({ id }) => id);
    assert.deepEqual(ids.sort(), ["cache", "cache-pay", "cache-shop", "rate-limiting"]);
    assert.equal(glossary.count, 2);
    for (const id of ids) assert.equal(glossary.term(id)?.id, id);
  });

  it("in folders of other people's code are left out", async () => {
    const files = {
      "file:///shop/node_modules/x/.designwise/glossary/order.md": term("Order"),
      "file:///shop/.venv/.designwise/glossary/order.md": term("Order"),
    };
    const { glossary, workspace } = await team(files);
    assert.equal(glossary.count, 0);
    for (const uri of Object.keys(files)) await glossary.filesChanged([{ uri, deleted: false }]);
    assert.deepEqual(workspace.reads, [], "neither by search nor by event");
  });

  it("lead to terms of their folder, of folders above and to ours", async () => {
    const files = {
      [order]: term("Order", undefined, "related: [cache, invoice, invoyce]\n"),
      "file:///shop/.designwise/glossary/invoice.md": term("Invoice"),
      "file:///shop/.designwise/glossary/cache.md": term("Cache"),
    };
    const one = await team(files);
    assert.deepEqual(one.glossary.term("order")?.related, ["cache-shop", "invoice"]);
    assert.deepEqual(described(one.published.get(order)), [
      '2:26 There is no term "invoyce". Did you mean "invoice"?',
    ]);
  });

  it("serve an untitled document of the only folder, notebook cells and older versions", async () => {
    const one = await team({ [order]: term("Order") });
    for (const uri of [
      "untitled:Untitled-1",
      "vscode-notebook-cell:/shop/n.ipynb#W0",
      "git:/shop/a.ts?%7B%22ref%22%3A%22~%22%7D",
    ]) {
      assert.equal(meaning(one, uri, "order"), "Order is ours.", uri);
    }
  });
});

describe("files of .designwise/glossary", () => {
  it("that are added, changed and deleted take effect", async () => {
    const one = await team({});
    assert.equal(meaning(one, code, "order"), undefined);
    await write(one, order, term("Order"));
    assert.equal(meaning(one, code, "order"), "Order is ours.");
    await write(one, order, term("Order", "What a customer wants."));
    assert.equal(meaning(one, code, "order"), "What a customer wants.");
    await remove(one, order);
    assert.equal(meaning(one, code, "order"), undefined);
    assert.deepEqual(one.glossary.terms(), content.terms);
  });

  it("go with their folder, of which an editor names only the top", async () => {
    for (const folder of ["file:///shop/.designwise/glossary", "file:///shop/.designwise", "file:///shop"]) {
      const one = await team({ [order]: term("Order") });
      await remove(one, folder);
      assert.equal(meaning(one, code, "order"), undefined, folder);
    }
  });

  it("come with their folder", async () => {
    const one = await team({});
    one.workspace.write(order, term("Order"));
    await one.glossary.filesChanged([{ uri: "file:///shop/.designwise", deleted: false }]);
    assert.equal(meaning(one, code, "order"), "Order is ours.");
  });

  it("follow a folder that is renamed", async () => {
    const nested = "file:///shop/pay/.designwise/glossary/order.md";
    const one = await team({ [nested]: term("Order") });
    one.workspace.remove("file:///shop/pay");
    one.workspace.write(nested.replace("/pay/", "/billing/"), term("Order"));
    await one.glossary.filesChanged([
      { uri: "file:///shop/pay", deleted: true },
      { uri: "file:///shop/billing", deleted: false },
    ]);
    assert.equal(meaning(one, "file:///shop/billing/a.ts", "order"), "Order is ours.");
    assert.equal(meaning(one, "file:///shop/pay/a.ts", "order"), undefined);
  });

  it("come and go with workspace folders", async () => {
    const one = await team({ "file:///bank/.designwise/glossary/loan.md": term("Loan") });
    assert.equal(one.glossary.count, 0);
    one.workspace.setFolders(["file:///shop", "file:///bank"]);
    await one.glossary.reload();
    assert.equal(meaning(one, "file:///bank/a.ts", "loan"), "Loan is ours.");
    one.workspace.setFolders(["file:///shop"]);
    await one.glossary.reload();
    assert.equal(one.glossary.count, 0);
  });

  it("that say the same as before are not parsed again, and nobody is told", async () => {
    const one = await team({ [order]: term("Order") });
    const before = one.changes.count;
    await write(one, order, term("Order"));
    await one.glossary.filesChanged([{ uri: "file:///shop/src/a.ts", deleted: false }]);
    assert.equal(one.changes.count, before);
  });

  it("are known by whatever spelling of their URI", async () => {
    const odd = "file:///c%3A/my%20shop/.designwise/glossary/order.md";
    const one = await team({ [odd]: term("Order") }, ["file:///c:/my shop"]);
    for (const uri of ["file:///C%3A/my%20shop/a.ts", "file:///c:/my%20shop/a.ts"]) {
      assert.equal(meaning(one, uri, "order"), "Order is ours.", uri);
    }
  });
});

describe("a broken file of .designwise/glossary", () => {
  const broken = "---\nname: [\n---\n\nText.\n";

  it("keeps its last good version, shows where it is broken, and the status says so", async () => {
    const one = await team({ [order]: term("Order") });
    await write(one, order, broken);
    assert.equal(meaning(one, code, "order"), "Order is ours.");
    const [said] = one.status.get(order) ?? [];
    assert.match(
      said ?? "",
      /^shop\/\.designwise\/glossary\/order\.md, line 3: .* Its last good version stays in force\.$/,
    );
    const [problem] = one.published.get(order) ?? [];
    assert.equal(problem?.severity, 1);
    await write(one, order, term("Order", "Well again."));
    assert.equal(meaning(one, code, "order"), "Well again.");
    assert.equal(one.status.size + one.published.size, 0);
  });

  it("that was never good is said not to be in force, and takes no other down", async () => {
    const one = await team({ [order]: broken, "file:///shop/.designwise/glossary/item.md": term("Item") });
    assert.match(one.status.get(order)?.[0] ?? "", /It is not in force\.$/);
    assert.equal(meaning(one, code, "item"), "Item is ours.");
    await remove(one, order);
    assert.equal(one.status.size + one.published.size, 0);
  });

  it("with faults in parts of it is in force, and shows them as warnings", async () => {
    const one = await team({ [order]: term("Order", undefined, "alias: x\n") });
    assert.equal(meaning(one, code, "order"), "Order is ours.");
    assert.equal(one.published.get(order)?.[0]?.severity, 2);
    assert.equal(one.published.get(order)?.[0]?.range.start.line, 2);
    assert.equal(one.status.size, 0);
  });

  it("that is open shows the faults of its buffer, and those of the file once it is closed", async () => {
    const one = await team({ [order]: broken });
    one.glossary.opened(order);
    assert.equal(one.published.size, 0);
    assert.equal(one.glossary.diagnostics(order, broken).length, 1);
    assert.deepEqual(one.glossary.diagnostics(order, term("Order")), []);
    assert.equal(meaning(one, code, "order"), undefined, "the buffer counts when it is saved");
    one.glossary.closed(order);
    assert.equal(one.published.get(order)?.length, 1);
  });

  it("may be anything at all", async () => {
    for (const text of [
      "",
      "---",
      "\0",
      "---\n- a\n---\n",
      `---\nname: ${"[".repeat(5000)}\n---\n`,
      "---\nname: 5\n---\nx",
    ]) {
      const one = await team({ [order]: text });
      assert.ok((one.published.get(order)?.length ?? 0) > 0, JSON.stringify(text.slice(0, 20)));
    }
  });

  it("or too large a file is left out, and the status says so", async () => {
    const one = await team({ [order]: term("Order", "x".repeat(200_000)) });
    assert.match(one.status.get(order)?.[0] ?? "", /larger than 32,768 bytes/);
  });
});

describe("more glossary files than are read", () => {
  it("are said to be left out", async () => {
    const many = Array.from({ length: 1_001 }, (_, number): [string, string] => [
      `file:///shop/.designwise/glossary/t-${number}.md`,
      term(`Thing ${number}`),
    ]);
    const one = await team(Object.fromEntries(many));
    assert.equal(one.glossary.count, 1_000);
    assert.match(one.status.get("glossary size")?.[0] ?? "", /^shop\/ holds too many files/);
  });
});
