/**
 * What the modules of one instance keep between calls, so that it can start over without being loaded again: loading takes a
 * tenth of a second, and a journey starts over for every test. Modules remember in Maps and Sets they make as they load (tokens,
 * what was read of the database a moment ago); those are put back to what they held when loading ended. What stands in a
 * module's `let` stays, and may only be what the variables of the function decide; eslint.config.mjs holds that.
 */
export interface InstanceMemory {
  /** Constructors for the modules of the instance. */
  Map: MapConstructor;
  Set: SetConstructor;
  /** Everything made from now on belongs to calls, not to modules. */
  loaded(): void;
  startOver(): void;
}

type Restore = () => void;

export function createInstanceMemory(): InstanceMemory {
  const maps: Map<unknown, unknown>[] = [];
  const sets: Set<unknown>[] = [];
  /** Of those that calls have changed: schemas make hundreds that nobody changes. */
  const changed = new Set<Restore>();
  let isLoading = true;

  // Subclasses, for a call makes many; all the same every Map is one to the instance, wherever it was made.
  class InstanceMap<Key, Value> extends Map<Key, Value> {
    constructor(entries?: Iterable<readonly [Key, Value]> | null) {
      super(entries);
      if (isLoading) maps.push(this);
    }
    static override [Symbol.hasInstance](value: unknown): boolean {
      return this === InstanceMap ? value instanceof Map : isInstance(this, value);
    }
  }
  class InstanceSet<Value> extends Set<Value> {
    constructor(values?: Iterable<Value> | null) {
      super(values);
      if (isLoading) sets.push(this);
    }
    static override [Symbol.hasInstance](value: unknown): boolean {
      return this === InstanceSet ? value instanceof Set : isInstance(this, value);
    }
  }

  return {
    Map: InstanceMap,
    Set: InstanceSet,
    loaded: () => {
      isLoading = false;
      for (const map of maps) watch(map, ['set', 'delete', 'clear'], restoreMap(map), changed);
      for (const set of sets) watch(set, ['add', 'delete', 'clear'], restoreSet(set), changed);
    },
    startOver: () => {
      for (const restore of changed) restore();
      changed.clear();
    },
  };
}

const isInstance = (constructor: object, value: unknown): boolean =>
  Reflect.apply(Function.prototype[Symbol.hasInstance], constructor, [value]);

/** Notes when one of its methods that change it is called. */
function watch(kept: object, methods: string[], restore: Restore, changed: Set<Restore>): void {
  for (const name of methods) {
    const method: unknown = Reflect.get(kept, name);
    if (typeof method !== 'function') throw new TypeError(`${name} is no method`);
    const value = (...args: unknown[]): unknown => {
      changed.add(restore);
      return Reflect.apply(method, kept, args);
    };
    Object.defineProperty(kept, name, { value, configurable: true });
  }
}

function restoreMap(map: Map<unknown, unknown>): Restore {
  const entries = [...map];
  return () => {
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
  };
}

function restoreSet(set: Set<unknown>): Restore {
  const values = [...set];
  return () => {
    set.clear();
    for (const value of values) set.add(value);
  };
}
