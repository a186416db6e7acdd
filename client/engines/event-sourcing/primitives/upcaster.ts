/**
 * Old events in today's form: each change of the schema comes with a function that brings data from one version to the next,
 * and reading applies those that are needed (G. Young, Versioning in an Event Sourced System, 2017). What is stored never
 * changes.
 */

export type Upcast = (data: unknown) => unknown;

export class UpcasterChain {
  readonly #steps: readonly Upcast[];

  /** @param steps the first brings version 1 to version 2, and so on. */
  constructor(steps: readonly Upcast[]) {
    this.#steps = steps;
  }

  get current(): number {
    return this.#steps.length + 1;
  }

  /** @throws RangeError for a version that is newer than the code, or none. */
  upcast(data: unknown, schema: number): unknown {
    if (!Number.isInteger(schema) || schema < 1 || schema > this.current)
      throw new RangeError(`schema ${schema} is not one of 1 to ${this.current}`);
    let result = data;
    for (let version = schema; version < this.current; version++) result = this.#steps[version - 1]!(result);
    return result;
  }
}
