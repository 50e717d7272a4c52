import type { areas } from '@contracts/areas';
import type { ApiOf } from '@contracts/operation';
import { byName } from '@contracts/primitives/calls/by-name';
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
