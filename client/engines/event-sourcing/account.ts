/** The example: accounts whose balance is what their events say, in two versions of the schema. */
import type { AggregateSnapshot } from "./primitives/aggregateLoader.ts";
import type { StoredEvent } from "./primitives/eventStore.ts";
import { UpcasterChain } from "./primitives/upcaster.ts";

/** Version 1 has whole units, version 2 cents. */
export interface AccountEventV1 {
  readonly amount: number;
}
export interface AccountEventV2 {
  readonly cents: number;
}
export type AccountEvent = AccountEventV1 | AccountEventV2;

export interface Account {
  readonly cents: number;
  readonly entries: number;
}

export const EMPTY: Account = { cents: 0, entries: 0 };

export type AccountSnapshot = AggregateSnapshot<Account>;

export const upcasters = new UpcasterChain([
  (data) => ({ cents: (data as AccountEventV1).amount * 100 }) satisfies AccountEventV2,
]);

export const centsOf = ({ data, schema }: StoredEvent<AccountEvent>): number =>
  (upcasters.upcast(data, schema) as AccountEventV2).cents;

export function applyToAccount(account: Account, event: StoredEvent<AccountEvent>): Account {
  return { cents: account.cents + centsOf(event), entries: account.entries + 1 };
}
