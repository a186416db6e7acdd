/**
 * What an engine draws, as plain data: a small vocabulary that generic renderers know. An engine never draws; where a
 * picture needs a word that is missing here, the vocabulary grows.
 */

/** Meaning, never a colour: the theme decides. `series-1` … `series-10` tell owners apart; more of them repeat
 *  tones in order, and renderers add a pattern. */
export type Tone =
  | "neutral"
  | "muted"
  | "good"
  | "warn"
  | "bad"
  | "accent"
  | "series-1"
  | "series-2"
  | "series-3"
  | "series-4"
  | "series-5"
  | "series-6"
  | "series-7"
  | "series-8"
  | "series-9"
  | "series-10";

/** How many owners have a tone of their own. */
export const SERIES_TONES = 10;

/** The tone of the owner with this number, from 0. */
export function seriesTone(owner: number): Tone {
  return `series-${(owner % SERIES_TONES) + 1}` as Tone;
}

export interface SceneNode {
  readonly id: string;
  readonly label: string;
  /** Second line: state, load, version. */
  readonly detail?: string;
  readonly tone: Tone;
}

export interface SceneLink {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  readonly tone: Tone;
}

export interface ScenePacket {
  readonly from: string;
  readonly to: string;
  /** 0 at `from`, 1 at `to`. */
  readonly progress: number;
  readonly label?: string;
  readonly tone: Tone;
}

export type ScenePart =
  | {
      readonly kind: "graph";
      readonly title: string;
      readonly layout: "row" | "circle" | "layers";
      readonly nodes: readonly SceneNode[];
      readonly links: readonly SceneLink[];
      readonly packets: readonly ScenePacket[];
    }
  | {
      readonly kind: "ring";
      readonly title: string;
      /** Points on the ring at `at` in [0, 1), clockwise from the top; `owner` indexes `owners`. */
      readonly points: readonly { readonly at: number; readonly owner: number }[];
      readonly keys: readonly { readonly at: number; readonly owner: number; readonly moved: boolean }[];
      readonly owners: readonly { readonly label: string; readonly tone: Tone; readonly share: number }[];
    }
  | {
      readonly kind: "cells";
      readonly title: string;
      /** Fixed number a row, or as many as fit. */
      readonly columns?: number;
      readonly cells: readonly { readonly label: string; readonly detail?: string; readonly tone: Tone }[];
    }
  | {
      readonly kind: "bars";
      readonly title: string;
      readonly unit: string;
      /** Full scale; the largest value when absent. */
      readonly max?: number;
      readonly bars: readonly {
        readonly label: string;
        readonly value: number;
        readonly tone: Tone;
        /** A mark to compare with: capacity, fair share, theory. */
        readonly reference?: number;
      }[];
    }
  | {
      readonly kind: "table";
      readonly title: string;
      readonly columns: readonly string[];
      readonly rows: readonly { readonly cells: readonly string[]; readonly tone: Tone }[];
    }
  | {
      readonly kind: "tree";
      readonly title: string;
      readonly root: SceneTreeNode;
    }
  | {
      readonly kind: "sequence";
      readonly title: string;
      readonly lanes: readonly string[];
      readonly messages: readonly {
        readonly from: number;
        readonly to: number;
        readonly label: string;
        readonly tone: Tone;
      }[];
    }
  | {
      /** Functions of one variable, such as cost over size, with marks for where one stands. */
      readonly kind: "curves";
      readonly title: string;
      readonly x: SceneAxis;
      readonly y: SceneAxis;
      readonly lines: readonly {
        readonly label: string;
        readonly tone: Tone;
        /** For a bound or an ideal to compare with. */
        readonly dashed?: boolean;
        /** Ascending in x, finite. */
        readonly points: readonly (readonly [x: number, y: number])[];
      }[];
      readonly marks: readonly {
        readonly label: string;
        readonly tone: Tone;
        readonly x: number;
        readonly y: number;
      }[];
    }
  | {
      /** Places and regions in a rectangle: cells of a map, quadrants of a tree. The origin is at the lower left. */
      readonly kind: "plane";
      readonly title: string;
      readonly width: number;
      readonly height: number;
      /** Drawn in order, the first at the back. */
      readonly regions: readonly {
        readonly x: number;
        readonly y: number;
        readonly width: number;
        readonly height: number;
        readonly label?: string;
        readonly tone: Tone;
      }[];
      readonly points: readonly {
        readonly x: number;
        readonly y: number;
        readonly label?: string;
        readonly tone: Tone;
      }[];
    }
  | {
      /** What lasted from when to when, lane by lane: operations of clients, transactions, calls of a request. */
      readonly kind: "timeline";
      readonly title: string;
      readonly unit: string;
      readonly from: number;
      readonly to: number;
      readonly lanes: readonly {
        readonly label: string;
        /** Ascending in `from`; they may overlap. */
        readonly spans: readonly {
          readonly from: number;
          readonly to: number;
          readonly label: string;
          readonly detail?: string;
          readonly tone: Tone;
        }[];
      }[];
      /** Moments that concern all lanes. */
      readonly marks: readonly { readonly at: number; readonly label: string; readonly tone: Tone }[];
    };

export interface SceneAxis {
  readonly label: string;
  readonly unit: string;
  readonly logarithmic?: boolean;
}

export interface SceneTreeNode {
  readonly label: string;
  readonly tone: Tone;
  readonly children: readonly SceneTreeNode[];
}

export interface Scene {
  readonly parts: readonly ScenePart[];
  /** The picture in words, for a screen reader and for an exported log. */
  readonly text: string;
}
