/**
 * A read model fed from the log: it applies events in order, remembers its position together with what it has computed, and
 * passes over events that it has seen, so that it may be sent each of them more than once.
 */

import { restoreState, saveState } from "../../kernel/copy.ts";
import type { StoredEvent } from "./eventStore.ts";

/** Changes the model in place. */
export type ProjectEvent<Model, Data> = (model: Model, event: StoredEvent<Data>) => void;

/** An event came before its predecessor: applying it would leave a gap that nobody notices. */
export class ProjectionGapError extends Error {
  readonly position: number;

  constructor(position: number, expected: number) {
    super(`event ${position} came where event ${expected} was expected`);
    this.name = "ProjectionGapError";
    this.position = position;
  }
}

export class Projection<Model> {
  #model: Model;
  #position: number;

  /** @param model plain data. */
  constructor(model: Model, position = 0) {
    this.#model = model;
    this.#position = position;
  }

  static restore(saved: unknown): Projection<unknown> {
    const { model, position } = saved as { model: unknown; position: number };
    return new Projection(restoreState(model), position);
  }

  save(): { model: unknown; position: number } {
    return { model: saveState(this.#model), position: this.#position };
  }

  get model(): Readonly<Model> {
    return this.#model;
  }

  /** Position of the latest event that it has applied. */
  get position(): number {
    return this.#position;
  }

  /** False when the event had been applied before. @throws ProjectionGapError */
  apply<Data>(event: StoredEvent<Data>, project: ProjectEvent<Model, Data>): boolean {
    if (event.position <= this.#position) return false;
    if (event.position !== this.#position + 1)
      throw new ProjectionGapError(event.position, this.#position + 1);
    project(this.#model, event);
    this.#position = event.position;
    return true;
  }

  /** Begins anew, with an empty model: its code has changed, or it has lost what it had. */
  reset(model: Model): void {
    this.#model = model;
    this.#position = 0;
  }
}
