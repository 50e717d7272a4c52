import { createHash } from 'node:crypto';

/** The address all functions of an environment share that have 固定出口 IP (documentation addresses, RFC 5737). */
export const FIXED_ADDRESS = '203.0.113.10';
/** Names whose address a call comes from; only this computer can send it. */
export const ADDRESS_HEADER = 'x-local-address';

/** Where the calls of a function come from: without 固定出口 IP any of the platform's, here one that goes with the name. */
export function egressOf(functionName: string, isFixed: boolean): string {
  if (isFixed) return FIXED_ADDRESS;
  const [byte = 0] = createHash('sha256').update(functionName).digest();
  return `198.51.100.${byte}`;
}
