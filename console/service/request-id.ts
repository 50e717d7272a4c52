import { isRequestId, type RequestId } from '@contracts/primitives/ids';

/** Names one action of the person at the desk; a repeat of it carries the same one. */
export function newRequestId(): RequestId {
  const parts = crypto.getRandomValues(new Uint32Array(4));
  const id = `con-${[...parts].map((part) => part.toString(36).padStart(7, '0')).join('')}`;
  if (!isRequestId(id)) throw new RangeError(`not a request id: ${id}`);
  return id;
}
