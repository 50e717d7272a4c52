import { isRequestId, type RequestId } from '../ids';

const randomPart = (): string => Math.random().toString(36).slice(2, 12).padEnd(10, '0');

/** Names one action of a person, in a hand or at a desk; a repeat of the same action carries the same id. Unique, not secret. */
export function newRequestId(): RequestId {
  const id = `${Date.now().toString(36)}-${randomPart()}${randomPart()}`;
  if (!isRequestId(id)) throw new RangeError(`not a request id: ${id}`);
  return id;
}
