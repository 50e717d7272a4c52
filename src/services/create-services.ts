import type { areas } from '@contracts/areas';
import type { ApiOf } from '@contracts/operation';
import { createCaller, type Client, type RetryPolicy, type Transport } from './client';

type Areas = typeof areas;

/** The typed client of every area: `services.coupon.redeem(input)` calls the operation of that name. */
export type Services = { [Area in keyof Areas]: Client<ApiOf<Areas[Area]>> };

/** The services over one transport; which areas and operations there are is told by the contracts' types alone. */
export const createServices = (transport: Transport, policy?: RetryPolicy): Services =>
  byName<Services>((area) => {
    const call = createCaller<Record<string, (input: unknown) => unknown>>(area, transport, policy);
    return byName((operation) => call(operation));
  });

/** An object that makes each member when it is first asked for. */
function byName<Made extends object>(make: (name: string) => unknown): Made {
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
