/** Words that a team avoids: where they are shown, what is written instead, and where they are meant after all. */
import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type AvoidDeps, avoidActions, avoidDiagnostics } from "../../server/features/avoid.ts";
import { avoidedWords } from "../../server/teamGlossary/avoided.ts";
import { type Team, team, term } from "./team.ts";

const uri = "file:///shop/src/a.ts";
const files = {
  "file:///shop/.designwise/glossary/order.md": term(
    "Sales order",
    "What a customer wants.",
    "aliases: [order]\navoid: [purchase, booking slip, invoice, PO, cart-list]\n",
  ),
  "file:///shop/CONTEXT.md":
    "## Language\n\n**Invoice**: a bill.\n_Avoid_: bill\n\n**Rate card**: prices.\n_Avoid_: rate\n",
};

function depsOf({ glossary }: Team, document: string, identifiers: boolean): AvoidDeps | undefined {
  const avoid = glossary.avoid(document);
  return avoid && { avoid, index: glossary.index(document), identifiers, pageUri: (id) => `ed://term/${id}` };
}

/** `found → instead` of every use, with what a code action would write. */
async function uses(text: string, { languageId = "typescript", identifiers = false, at = uri } = {}) {
  const document = TextDocument.create(at, languageId, 1, text);
  const deps = depsOf(await team(files), at, identifiers);
  if (deps === undefined) return [];
  return avoidDiagnostics(document, deps).map((diagnostic) => {
    const actions = avoidActions(document, diagnostic.range, undefined, deps);
    const edits = actions[0]?.edit?.changes?.[at] ?? [];
    return `${document.getText(diagnostic.range)} → ${edits.map(({ newText }) => newText).join(", ")}`;
  });
}

describe("words that a team avoids", () => {
  it("are shown in comments and prose, with the case and number of what stands there", async () => {
    assert.deepEqual(await uses("// A purchase, two Purchases.\n/* Booking Slips; PURCHASE */"), [
      "purchase → sales order",
      "Purchases → Sales orders",
      "Booking Slips → Sales Orders",
      "PURCHASE → SALES ORDER",
    ]);
    assert.deepEqual(await uses("Each bill lists a `bill` and a billing.\n", { languageId: "markdown" }), [
      "bill → invoice",
    ]);
    assert.deepEqual(await uses("A _purchase_, `x`.", { languageId: "markdown" }), [
      "purchase → sales order",
    ]);
    assert.deepEqual(await uses("// about purchaseId and OLD_PURCHASES and booking_slip"), [
      "purchase → salesOrder",
      "PURCHASES → SALES_ORDERS",
      "booking_slip → sales_order",
    ]);
  });

  it("are shown in identifiers only when that is asked for", async () => {
    const code =
      'const lastPurchase = bookingSlips("purchase"); let purchase; PURCHASE_ID; class PurchaseList {}';
    assert.deepEqual(await uses(code), []);
    assert.deepEqual(await uses(code, { identifiers: true }), [
      "Purchase → SalesOrder",
      "bookingSlips → salesOrders",
      "purchase → salesOrder",
      "PURCHASE → SALES_ORDER",
      "Purchase → SalesOrder",
    ]);
  });

  it("are not shown where they are meant: other forms, longer terms, the team's own terms, the glossary itself", async () => {
    assert.deepEqual(await uses("// purchased, purchasing; a rate limiter; an invoice; po"), []);
    assert.deepEqual(await uses("// a PO"), ["PO → sales order"]);
    assert.deepEqual(await uses("purchase", { languageId: "markdown", at: "file:///shop/CONTEXT.md" }), []);
    assert.deepEqual(await uses("// purchase", { at: "file:///elsewhere/a.ts" }), []);
  });

  it("are silenced by a comment on their line or right above", async () => {
    const text =
      "// designwise-ignore avoid: quoted\n// a purchase\n// a purchase\nf(); // purchase designwise-ignore avoid\ng(); // purchase\n";
    const document = TextDocument.create(uri, "typescript", 1, text);
    const deps = depsOf(await team(files), uri, false);
    assert.ok(deps);
    assert.deepEqual(
      avoidDiagnostics(document, deps).map(({ range }) => range.start.line),
      [2, 4],
    );
  });

  it("say what the glossary says, link to its page, and are replaced all at once", async () => {
    const document = TextDocument.create(uri, "typescript", 1, "// purchase\n// Purchase\n");
    const deps = depsOf(await team(files), uri, false);
    assert.ok(deps);
    const [first] = avoidDiagnostics(document, deps);
    assert.deepEqual(
      [first?.message, first?.code, first?.severity, first?.codeDescription?.href],
      ['This project\'s glossary says "Sales order", not "purchase".', "avoid", 3, "ed://term/order"],
    );
    const actions = avoidActions(
      document,
      document.positionAt(4) && { start: document.positionAt(4), end: document.positionAt(4) },
      ["quickfix"],
      deps,
    );
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Replace with "sales order"', 'Replace all 2 in this file with "Sales order"'],
    );
    const edits = actions[1]?.edit?.changes?.[uri] ?? [];
    assert.equal(TextDocument.applyEdits(document, edits), "// sales order\n// Sales order\n");
    assert.deepEqual(avoidActions(document, actions[0]!.diagnostics![0]!.range, ["refactor"], deps), []);
  });

  it("are read from lists as people write them", () => {
    assert.deepEqual(avoidedWords("Purchase, `line` (means the idea, not ours); **bill**, purchase."), [
      "Purchase",
      "line",
      "bill",
    ]);
    assert.deepEqual(avoidedWords("confuse it with what the bank calls so; x; a = b"), []);
  });
});
