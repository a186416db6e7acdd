/** Every flow against every attacker, with and without each protection: what happens is what the RFCs say. */
import assert from "node:assert/strict";
import { handshakes } from "../../../client/engines/handshakes/engine.ts";
import { params } from "../../../client/engines/handshakes/params.ts";
import { attackSucceeds, roundTripsBeforeRequest } from "../../../client/engines/handshakes/theory.ts";
import { run } from "../inputs.ts";

const flags = [true, false];

function metricsOf(
  values: Readonly<Record<string, string | boolean>>,
  tamperAt = -1,
): Readonly<Record<string, number>> {
  const actions = tamperAt < 0 ? [] : [{ atEvent: tamperAt, action: "tamper", argument: 0 }];
  const one = run(handshakes, { params: values, actions });
  one.advance(Infinity, 100);
  assert.equal(one.check(), undefined);
  return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
}

describe("attacks", () => {
  for (const { value: flow } of params.flow.options) {
    it(`on ${flow} succeed exactly where theory says, in all ${6 * 16} settings`, () => {
      for (const { value: attacker } of params.attacker.options) {
        for (let bits = 0; bits < 16; bits++) {
          const [pkce, state, encrypted, antiReplay] = [1, 2, 4, 8].map((bit) => (bits & bit) !== 0);
          const values = {
            flow,
            attacker,
            pkce: pkce!,
            state: state!,
            encrypted: encrypted!,
            antiReplay: antiReplay!,
          };
          const { compromised, roundTrips } = metricsOf(values);
          assert.equal(compromised, attackSucceeds({ ...values, roundTrip: 80 }), JSON.stringify(values));
          const trips = roundTripsBeforeRequest({ ...values, roundTrip: 80 });
          if (trips !== undefined) assert.equal(roundTrips, trips, JSON.stringify(values));
        }
      }
    });
  }

  it("without an attacker end in an answer, whatever the settings", () => {
    for (const { value: flow } of params.flow.options) {
      for (const pkce of flags) {
        const { handled, refused } = metricsOf({ flow, pkce, state: !pkce });
        assert.deepEqual([handled, refused], [1, 0], flow);
      }
    }
  });
});

describe("an altered message", () => {
  it("never leads to a request carried out under TLS, whichever handshake message it is", () => {
    const lengths = { tls12: 7, tls13: 7, mtls: 8 };
    for (const [flow, messages] of Object.entries(lengths)) {
      // The first three are TCP's, which TLS does not cover.
      for (let at = 3; at < messages; at++) {
        const { handled, refused } = metricsOf({ flow }, at);
        assert.deepEqual([handled, refused], [0, 1], `${flow}, message ${at}`);
      }
    }
  });

  it("in OAuth without TLS is refused where it concerns a code, a state or a token", () => {
    for (const at of [5, 6, 7, 8]) {
      assert.equal(metricsOf({ flow: "oidc", encrypted: false }, at).refused, 1, `message ${at}`);
    }
  });
});
