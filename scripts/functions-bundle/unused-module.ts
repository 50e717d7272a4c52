/**
 * Stands in for the parts of `@cloudbase/node-sdk` that database and context calls never reach (AI, MySQL, storage, proxies…):
 * they are half of the bundle and most of its cold start. Reading a property is harmless, because the SDK reads many while it
 * loads; using one says what is missing instead of failing somewhere odd.
 */
export function unusedModule(name: string): unknown {
  return standIn(name, name);
}

function standIn(moduleName: string, path: string): unknown {
  const refuse = (): never => {
    throw new Error(
      `${path} was used, but ${moduleName} is left out of the function bundle (see scripts/functions-bundle/unused-parts.ts)`,
    );
  };
  // A function, so that the SDK may also extend it as a class.
  return new Proxy(function unused(): void {}, {
    get(target, key, receiver): unknown {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key, receiver);
      return key === '__esModule' ? true : standIn(moduleName, `${path}.${key}`);
    },
    apply: refuse,
    construct: refuse,
  });
}
