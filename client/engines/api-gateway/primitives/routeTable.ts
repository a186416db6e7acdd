/**
 * Finds the route of a request: templates such as `/users/{id}/orders`, of which the most specific one wins, whatever the order
 * they were added in. A tree over path segments: a look-up costs as many steps as the path has segments, not as there are routes.
 */

export interface RouteMatch<Target> {
  readonly target: Target;
  readonly parameters: Readonly<Record<string, string>>;
}

interface RouteNode<Target> {
  readonly fixed: Map<string, RouteNode<Target>>;
  variable: RouteNode<Target> | undefined;
  /** Everything below here that has no route of its own. */
  rest: Target | undefined;
  readonly targets: Map<string, { readonly target: Target; readonly names: readonly string[] }>;
}

export class RouteTable<Target> {
  readonly #root: RouteNode<Target> = createNode();

  /** `template`: segments are literal or `{name}`; a last segment `*` takes everything below.
   *  @throws Error for a template that does not begin with a slash, or one that is there already. */
  add(method: string, template: string, target: Target): void {
    if (!template.startsWith("/")) throw new Error(`a template begins with a slash, not ${template}`);
    const names: string[] = [];
    let node = this.#root;
    for (const segment of segmentsOf(template)) {
      if (segment === "*") {
        if (node.rest !== undefined) throw new Error(`there is a route ${template} already`);
        node.rest = target;
        return;
      }
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      if (name === undefined) node = child(node, segment);
      else {
        names.push(name);
        node.variable ??= createNode();
        node = node.variable;
      }
    }
    if (node.targets.has(method)) throw new Error(`there is a route ${method} ${template} already`);
    node.targets.set(method, { target, names });
  }

  /** Undefined when there is no such route; a literal segment beats a variable one, and either beats `*`. */
  find(method: string, path: string): RouteMatch<Target> | undefined {
    const values: string[] = [];
    return this.#find(this.#root, segmentsOf(path), 0, method, values);
  }

  #find(
    node: RouteNode<Target>,
    segments: readonly string[],
    at: number,
    method: string,
    values: string[],
  ): RouteMatch<Target> | undefined {
    const segment = segments[at];
    if (segment === undefined) {
      const found = node.targets.get(method);
      if (found === undefined) return undefined;
      const parameters = Object.fromEntries(found.names.map((name, i) => [name, values[i]!]));
      return { target: found.target, parameters };
    }
    const fixed = node.fixed.get(segment);
    const literal = fixed === undefined ? undefined : this.#find(fixed, segments, at + 1, method, values);
    if (literal !== undefined) return literal;
    if (node.variable !== undefined && segment !== "") {
      values.push(segment);
      const variable = this.#find(node.variable, segments, at + 1, method, values);
      if (variable !== undefined) return variable;
      values.pop();
    }
    return node.rest === undefined ? undefined : { target: node.rest, parameters: {} };
  }
}

function createNode<Target>(): RouteNode<Target> {
  return { fixed: new Map(), variable: undefined, rest: undefined, targets: new Map() };
}

function child<Target>(node: RouteNode<Target>, segment: string): RouteNode<Target> {
  let next = node.fixed.get(segment);
  if (next === undefined) {
    next = createNode();
    node.fixed.set(segment, next);
  }
  return next;
}

/** A slash at the end makes no difference; a query is not part of the path. */
function segmentsOf(path: string): string[] {
  const bare = path.split("?", 1)[0]!.replace(/^\/|\/$/g, "");
  return bare === "" ? [] : bare.split("/");
}
