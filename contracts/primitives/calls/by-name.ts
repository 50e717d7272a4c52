/**
 * An object that makes each member when it is first asked for: the clients of phone and desk are made so, and no list of areas or
 * operations stands beside the contracts' types.
 */
export function byName<Made extends object>(make: (name: string) => unknown): Made {
  const made: Record<string, unknown> = {};
  // The type says which names exist; a proxy cannot know it, so this is the one place that vouches for it.
  return new Proxy(made, {
    get(_made, name) {
      // Promises ask every value for `then`.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return (made[name] ??= make(name));
    },
  }) as Made;
}
