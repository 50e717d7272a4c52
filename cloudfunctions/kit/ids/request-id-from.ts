import { ulid } from 'ulid';
import { isRequestId, type RequestId } from '../../../contracts/primitives/ids';

/**
 * What a call, a request over HTTP, a run of the timer or a command is known by in the log; sorts by `at`.
 * @param from where it came from
 */
export function requestIdFrom(from: 'req' | 'http' | 'run' | 'cli', at?: number): RequestId {
  const id = `${from}_${ulid(at)}`;
  if (!isRequestId(id)) throw new Error('ulid changed its alphabet');
  return id;
}
