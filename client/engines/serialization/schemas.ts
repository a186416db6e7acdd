/** The order that is sent, in both versions of its schema. */
import type { Params } from "./params.ts";
import type { RecordField, RecordSchema } from "./primitives/recordSchema.ts";

const NAMES = {
  letters: ["i", "c", "a", "p", "q"],
  words: ["id", "customer", "amount", "paid", "quantities"],
  phrases: [
    "orderIdentifier",
    "customerFullName",
    "totalAmountInEuro",
    "hasBeenPaidAlready",
    "quantitiesPerPosition",
  ],
} as const;

/** Numbers of the fields. */
export const ID = 1;
export const CUSTOMER = 2;
export const AMOUNT = 3;
export const PAID = 4;
export const QUANTITIES = 5;
export const CURRENCY = 6;

export function namesOf({ names }: Pick<Params, "names">): readonly string[] {
  return names === "letters" ? NAMES.letters : names === "words" ? NAMES.words : NAMES.phrases;
}

export function oldSchema(values: Pick<Params, "names">): RecordSchema {
  const [id, customer, amount, paid, quantities] = namesOf(values);
  return {
    name: "Order",
    fields: [
      { name: id!, number: ID, type: "int" },
      { name: customer!, number: CUSTOMER, type: "string" },
      { name: amount!, number: AMOUNT, type: "double" },
      { name: paid!, number: PAID, type: "boolean" },
      { name: quantities!, number: QUANTITIES, type: { items: "int" } },
    ],
  };
}

export function newSchema(values: Pick<Params, "names" | "change">): RecordSchema {
  const { fields } = oldSchema(values);
  const [id, customer, ...rest] = fields as [RecordField, RecordField, ...RecordField[]];
  const currency: RecordField = { name: "currency", number: CURRENCY, type: "string" };
  const changed: Readonly<Record<string, readonly RecordField[]>> = {
    none: fields,
    add: [...fields, { ...currency, default: "EUR" }],
    "add-required": [...fields, currency],
    remove: fields.filter(({ number }) => number !== PAID),
    rename: [id, { ...customer, name: "client" }, ...rest],
    "rename-alias": [id, { ...customer, name: "client", aliases: [customer.name] }, ...rest],
    widen: [{ ...id, type: "double" }, customer, ...rest],
    reorder: [customer, id, ...rest],
  };
  return { name: "Order", fields: changed[values.change]! };
}
