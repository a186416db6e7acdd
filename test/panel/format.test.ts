/** Numbers as people read them, and the sliders that set them. */
import assert from "node:assert/strict";
import type { NumberParam, Unit } from "../../client/engines/kernel/engine.ts";
import { fromPosition, sliderSteps, toPosition } from "../../client/simulator/webview/form/slider.ts";
import {
  formatDeviation,
  formatExact,
  formatTicks,
  formatValue,
  formatX,
} from "../../client/simulator/webview/format.ts";

describe("panel: numbers", () => {
  const values: [number, Unit, string][] = [
    [Number.NaN, "ms", "–"],
    [Number.POSITIVE_INFINITY, "", "∞"],
    [0, "ms", "0 ms"],
    [0.0421, "ms", "42.1 µs"],
    [12.345, "ms", "12.3 ms"],
    [1234.5, "ms", "1.23 s"],
    [9000, "s", "2.50 h"],
    [1234, "1/s", "1 234 /s"],
    [0.11, "ratio", "0.110"],
    [0.00001234, "ratio", "1.23e−5"],
    [-2.3456, "ratio", "−2.35"],
    [12.96, "%", "13.0 %"],
    [1536, "bytes", "1.50 KiB"],
    [54158, "count", "54 158"],
    [2_500_000, "count", "2.50M"],
    [999.7, "", "1 000"],
  ];
  for (const [value, unit, text] of values) {
    it(`${value} ${unit || "(no unit)"} reads ${text}`, () => {
      assert.equal(formatValue(value, unit).replaceAll("\u202f", " "), text);
    });
  }

  it("writes limits in full", () => {
    assert.equal(formatExact(3_600_000, "ms"), "3\u202f600\u202f000\u202fms");
    assert.equal(formatExact(0.01, "1/s"), "0.01\u202f/s");
  });

  it("gives the labels of an axis one unit", () => {
    assert.deepEqual(formatTicks([0, 500, 1000, 1500], "ms"), ["0", "0.5\u202fs", "1\u202fs", "1.5\u202fs"]);
    assert.deepEqual(formatTicks([0, 86_400_000 * 10, 86_400_000 * 20], "ms"), [
      "0",
      "10\u202fdays",
      "20\u202fdays",
    ]);
    assert.deepEqual(formatTicks([0, 31_536_000_000 * 50], "ms"), ["0", "50\u202fyears"]);
    assert.deepEqual(formatTicks([0, 25_000, 100_000], "count"), ["0", "25k", "100k"]);
    assert.deepEqual(formatTicks([0.1 + 0.2], "ratio"), ["0.3"]);
  });

  it("shows an availability's nines and long times in days and years", () => {
    assert.equal(formatValue(0.9995, "ratio"), "0.99950");
    assert.equal(formatValue(0.999_992_9, "ratio"), "0.9999929");
    assert.equal(formatValue(1, "ratio"), "1");
    assert.equal(formatValue(0.5, "ratio"), "0.500");
    assert.equal(formatValue(3 * 86_400_000, "ms"), "3\u202fdays");
    assert.equal(formatValue(4 * 365 * 86_400, "s"), "4\u202fyears");
  });

  it("tells how far off a measurement is", () => {
    assert.equal(formatDeviation(1.02, 1), "+2.0\u202f%");
    assert.equal(formatDeviation(0.9, 1), "−10.0\u202f%");
    assert.equal(formatDeviation(0.9999999, 1), "+0.0\u202f%");
    assert.equal(formatDeviation(Number.NaN, 1), "–");
  });

  it("says where a run stands in the unit of its kind", () => {
    assert.equal(formatX(12_345, "process"), "12.35\u202fs");
    assert.equal(formatX(7_385_000, "process"), "2:03:05\u202fh");
    assert.equal(formatX(86_400_000 * 365, "process"), "365.0\u202fdays");
    assert.equal(formatX(12_345, "operations"), "12\u202f345");
  });
});

describe("panel: sliders", () => {
  const base = { kind: "number", label: "", help: "", default: 1, unit: "" } as const;
  const specs: Record<string, NumberParam> = {
    linear: { ...base, min: -5, max: 20 },
    logarithmic: { ...base, min: 0.01, max: 100_000, logarithmic: true },
    "logarithmic from zero": { ...base, min: 0, max: 1000, logarithmic: true },
    whole: { ...base, min: 1, max: 10_000, integer: true, logarithmic: true },
  };
  for (const [name, spec] of Object.entries(specs)) {
    it(`${name}: reaches both ends, rises, stays within the limits`, () => {
      assert.equal(fromPosition(0, spec), spec.min);
      assert.equal(fromPosition(sliderSteps, spec), spec.max);
      let last = spec.min;
      for (let position = 1; position <= sliderSteps; position++) {
        const value = fromPosition(position, spec);
        assert.ok(value >= last && value <= spec.max, `${value} at ${position}`);
        if (spec.integer) assert.ok(Number.isInteger(value));
        last = value;
      }
    });

    it(`${name}: shows a value where it would be set`, () => {
      for (const position of [100, 500, 900]) {
        assert.ok(Math.abs(toPosition(fromPosition(position, spec), spec) - position) <= 40);
      }
    });
  }
});
