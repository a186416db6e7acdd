/** Words by which a cache, its bound, and a key that can take only few values are recognised. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** A word of the variable's name. "store" is left out: state that must be kept is not a cache. */
export const cacheWords = words("cache cached caches memo memos memoized memoised memoization");

/** What makes an empty container that grows for ever. WeakMap, LRUCache, TTLCache and the like are not among them. */
export const emptyContainers: ReadonlySet<string> = new Set([
  "Map",
  "Object.create",
  "dict",
  "defaultdict",
  "collections.defaultdict",
  "OrderedDict",
  "collections.OrderedDict",
]);

/** Methods that put something in under a key. */
export const writers = words("set setdefault __setitem__");

/** Methods that neither put in nor take out. */
export const readers = words("get has keys values entries items foreach __getitem__ __contains__");

/**
 * Keys with few values by nature: languages, currencies, kinds; and things of the program itself (classes, modules,
 * templates, files that ship with it), of which there are as many at the end of the day as at its start.
 */
export const fewValued = words(
  "lang language languages locale locales currency country type types kind kinds level mode theme extension ext mime " +
    "enum env environment region status role format unit units timezone tz encoding charset dialect version cls klass " +
    "class ctor constructor model models schema component module func fn function method callable field column table " +
    "template filename filepath path file dir directory package plugin feature flag protocol scheme platform os arch",
);

/** Parameters of a method that stand for its object. */
export const receivers = words("self cls");
