/** What *Add Term from Selection* writes, and how it names what is selected. */
import assert from "node:assert/strict";
import { nameFromSelection, newTermFile } from "../../client/commands/newTermFile.ts";
import { meaning, team, write } from "./team.ts";

describe("the file of a new term", () => {
  it("is read as it was meant, without a problem, whatever the name holds", async () => {
    for (const name of ["Order line", 'N+1: the "query"', "#5 * [x]", "Größe", "注文", "yes"]) {
      const one = await team({});
      const file = newTermFile(name, "What we call it.");
      const uri = `file:///shop/.designwise/glossary/${file.id}.md`;
      await write(one, uri, file.text);
      assert.equal(one.published.size + one.status.size, 0, name);
      assert.equal(one.glossary.term(file.id)?.name, name);
      assert.equal(file.text.slice(0, file.end).endsWith("What we call it."), true);
    }
    const own = await team({});
    await write(
      own,
      "file:///shop/.designwise/glossary/order-line.md",
      newTermFile("Order line", "A row.").text,
    );
    assert.equal(meaning(own, "file:///shop/a.ts", "orderLines"), "A row.");
  });

  it("takes no other's name", () => {
    const taken = new Set(["order", "order-2"]);
    assert.equal(newTermFile("Order", "x", (id) => taken.has(id)).id, "order-3");
    assert.equal(newTermFile("注文", "x", () => false).id, "term");
  });

  it("is named by the selection: identifiers become words", () => {
    for (const [selection, name] of [
      ["orderLine", "Order line"],
      ["OrderLine", "Order line"],
      ["ORDER_LINE", "Order line"],
      ["order-line", "Order line"],
      ["HTTPCache", "HTTP cache"],
      ["  write-ahead\n  log ", "Write-ahead log"],
      ["order", "Order"],
      ["x".repeat(100), ""],
    ]) {
      assert.equal(nameFromSelection(selection as string), name);
    }
  });
});
