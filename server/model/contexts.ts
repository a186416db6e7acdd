/** Contexts: immutable, shared by everything that stands at the same place. */
import type { Context, FunctionScope, Loop, Try } from "./codeModel.ts";

export const fileContext: Context = {
  functions: [],
  loops: [],
  tries: [],
  handlers: [],
  className: undefined,
  topLevel: true,
};

/** `onTheSpot`: the function runs where it stands, so that the loops and tries around it hold in it. */
export function inFunction(context: Context, scope: FunctionScope, onTheSpot: boolean): Context {
  const { handlers, className } = context;
  const functions = [scope, ...context.functions];
  return {
    functions,
    loops: onTheSpot ? context.loops : [],
    tries: onTheSpot ? context.tries : [],
    handlers,
    className,
    topLevel: false,
  };
}

export function inLoop(context: Context, loop: Loop): Context {
  return { ...context, loops: [loop, ...context.loops] };
}

export function inTry(context: Context, guard: Try): Context {
  return guard.handlers.length === 0 ? context : { ...context, tries: [guard, ...context.tries] };
}

export function inHandler(context: Context, guard: Try): Context {
  return { ...context, handlers: [guard, ...context.handlers] };
}

export function inClass(context: Context, className: string | undefined): Context {
  return { ...context, className };
}

/** An instance's field initialiser runs when an instance is made. */
export function inInitialiser(context: Context): Context {
  return { ...context, topLevel: false };
}
