/** Parameters of the geohash engine, and the region that its places lie in. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  place: {
    kind: "choice",
    label: "Where",
    help: "The middle of the region, 20 km wide, that the places are spread over.",
    default: "paris",
    options: [
      { value: "paris", label: "Paris (48.9° N, 2.4° E)" },
      { value: "greenwich", label: "Greenwich (on the zero meridian)" },
      { value: "null-island", label: "Null Island (0°, 0°)" },
      { value: "fiji", label: "Taveuni, Fiji (on the date line)" },
      { value: "tromso", label: "Tromsø (69.6° N)" },
    ],
  },
  precision: {
    kind: "number",
    label: "Characters",
    help: "Length of the geohash: 5 make cells of 4.9 km, 6 of 1.2 × 0.6 km, 7 of 153 m at the equator.",
    default: 6,
    min: 4,
    max: 7,
    unit: "",
    integer: true,
  },
  radius: {
    kind: "number",
    label: "Radius",
    help: "What counts as near, in metres.",
    default: 400,
    min: 50,
    max: 1000,
    unit: "",
    logarithmic: true,
  },
  points: {
    kind: "number",
    label: "Places",
    help: "How many there are, spread evenly over the region.",
    default: 3000,
    min: 1,
    max: 20_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Searches of a run. */
export const SEARCHES = 1000;
/** Width and height of the region. */
export const REGION_M = 20_000;

const CENTRES: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  paris: [48.86, 2.35],
  greenwich: [51.478, 0],
  "null-island": [0, 0],
  fiji: [-16.85, 180],
  tromso: [69.65, 18.96],
};

export function centreOf({ place }: Params): readonly [latitude: number, longitude: number] {
  return CENTRES[place]!;
}
