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
  let restores: Restore[] = [];
  let isLoading = true;

  const noting = <Made extends object, Constructor extends new () => Made>(
    constructor: Constructor,
    made: Made[],
    isMade: (value: unknown) => value is Made,
  ): Constructor =>
    new Proxy(constructor, {
      construct: (target, args: unknown[], newTarget) => {
        const value: unknown = Reflect.construct(target, args, newTarget);
        if (!isMade(value)) throw new TypeError(`${constructor.name} made something else`);
        if (isLoading) made.push(value);
        return value;
      },
    });

  return {
    Map: noting<Map<unknown, unknown>, MapConstructor>(Map, maps, (value) => value instanceof Map),
    Set: noting<Set<unknown>, SetConstructor>(Set, sets, (value) => value instanceof Set),
    loaded: () => {
      isLoading = false;
      restores = [...maps.map(restoreMap), ...sets.map(restoreSet)];
    },
    startOver: () => restores.forEach((restore) => restore()),
  };
}

function restoreMap(map: Map<unknown, unknown>): Restore {
  const entries = [...map];
  return () => {
    const isAsItWas = map.size === entries.length && entries.every(([key, value]) => map.get(key) === value);
    if (isAsItWas) return;
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
  };
}

function restoreSet(set: Set<unknown>): Restore {
  const values = [...set];
  return () => {
    if (set.size === values.length && values.every((value) => set.has(value))) return;
    set.clear();
    for (const value of values) set.add(value);
  };
}
