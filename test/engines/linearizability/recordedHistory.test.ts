/** The three notations of recorded histories, and what is told of input that cannot be read. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { EdnError, parseEdn } from "../../../client/engines/linearizability/primitives/edn.ts";
import { checkLinearizability } from "../../../client/engines/linearizability/primitives/linearizability.ts";
import { readRecordedHistory } from "../../../client/engines/linearizability/primitives/recordedHistory.ts";
import { registerModel } from "../../../client/engines/linearizability/primitives/registerModel.ts";

const JSON_LINES = `{"process":0,"type":"invoke","f":"write","value":3}
{"process":1,"type":"invoke","f":"read","value":null}
{"process":0,"type":"info","f":"write","value":3}
{"process":1,"type":"ok","f":"read","value":3}
{"process":2,"type":"invoke","f":"cas","value":[1,2]}
{"process":2,"type":"fail","f":"cas","value":[1,2]}`;

const EDN = `; a comment
[{:process 0, :type :invoke, :f :write, :value 3}
 {:process :nemesis, :type :info, :f :start, :value "cut"}
 {:process 1, :type :invoke, :f :read, :value nil}
 #_{:process 7, :type :ok}
 {:process 0, :type :info, :f :write, :value 3}
 {:process 1, :type :ok, :f :read, :value 3}
 {:process 2, :type :invoke, :f :cas, :value [1 2]}
 {:process 2, :type :fail, :f :cas, :value [1 2]}]`;

const LOG = `INFO  jepsen.util - 0\t:invoke\t:write\t3
INFO  jepsen.util - 1\t:invoke\t:read\tnil
INFO  jepsen.util - 0\t:info\t:write\t:timed-out
INFO  jepsen.util - 1\t:ok\t:read\t3
INFO  jepsen.util - 2\t:invoke\t:cas\t[1 2]
INFO  jepsen.util - 2\t:fail\t:cas\t[1 2]`;

describe("recorded histories", () => {
  for (const [name, text] of Object.entries({
    JSON: JSON_LINES,
    array: `[${JSON_LINES.replaceAll("\n", ",")}]`,
    EDN,
    LOG,
  })) {
    it(`reads ${name}`, () => {
      const { operations, problems } = readRecordedHistory(text);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        operations.map(({ process, f, input, output, outcome }) => ({ process, f, input, output, outcome })),
        [
          { process: 0, f: "write", input: 3, output: null, outcome: "info" },
          { process: 1, f: "read", input: null, output: 3, outcome: "ok" },
          { process: 2, f: "cas", input: [1, 2], output: [1, 2], outcome: "fail" },
        ],
      );
      assert.equal(checkLinearizability(registerModel(), operations).verdict, "linearizable");
      // The write that nobody knows of happened; without it the read has no explanation.
      assert.equal(checkLinearizability(registerModel(), operations.slice(1)).verdict, "not linearizable");
    });
  }

  it("takes keys apart from values", () => {
    const text =
      '{"process":0,"type":"invoke","f":"read","value":["x",null]}\n{"process":0,"type":"ok","f":"read","value":["x",5]}';
    assert.deepEqual(readRecordedHistory(text, { keyedValues: true }).operations[0], {
      process: 0,
      f: "read",
      key: "x",
      input: null,
      output: 5,
      outcome: "ok",
      called: 0,
      returned: 1,
    });
  });

  it("says what it cannot read, and reads the rest", () => {
    const events = [
      { process: 0, type: "ok", f: "read", value: 1 },
      { process: 1, type: "invoke", f: "read", value: null },
      { process: 1, type: "invoke", f: "read", value: null },
      { process: 2, type: "what", f: "read", value: null },
    ];
    const { operations, problems } = readRecordedHistory(JSON.stringify(events));
    assert.equal(operations.length, 2);
    assert.equal(problems.length, 3);
    assert.equal(readRecordedHistory("{:process 0").problems.length, 1);
  });

  it("reads EDN as it is defined", () => {
    assert.deepEqual(
      parseEdn('nil true -1.5 1e3 7N "a\\n\\"b" :key sym #{1 2} (1, [2 {:a 1 "b" nil}]) #inst "2020"'),
      [...[null, true, -1.5, 1000, 7, 'a\n"b', "key", "sym", [1, 2]], [1, [2, { a: 1, b: null }]], "2020"],
    );
    for (const wrong of ["[1 2", '"a', "{:a}", "]", "#tag"])
      assert.throws(() => parseEdn(wrong), EdnError, wrong);
  });

  it("never throws on any text", () => {
    const fragment = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      "(",
      ":a",
      '"',
      "1",
      " ",
      "\n",
      "#_",
      "#{",
      ":process 0",
      '"type":',
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 30 }), (parts) => {
        readRecordedHistory(parts.join(""));
      }),
    );
  });
});
