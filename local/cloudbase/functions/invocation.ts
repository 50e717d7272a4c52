import { AsyncLocalStorage } from 'node:async_hooks';

/** One call of one function while it runs. Async local storage keeps concurrent calls of one instance apart. */
export interface Invocation {
  requestId: string;
  functionName: string;
  trigger?: 'timer';
}

const running = new AsyncLocalStorage<Invocation>();

export const currentInvocation = (): Invocation | undefined => running.getStore();

export function runInvocation<T>(invocation: Invocation, work: () => T): T {
  return running.run(invocation, work);
}
