import { isRecord, numberField, stringField } from '../untrusted';

/** How WeChat's phone button ended. `unavailable`: not the shopper's doing, joining goes on without the number. */
export type PhoneAnswer = { kind: 'given'; code: string } | { kind: 'declined' } | { kind: 'unavailable' };

/** Quota of the merchant used up (platform-facts, section 2); 102 and 112: the permission is not open or not declared. */
const NOT_THE_SHOPPERS_DOING = new Set([1400001, 102, 112]);

/** Reads the `detail` of `getPhoneNumber`. */
export function phoneAnswer(detail: unknown): PhoneAnswer {
  const code = stringField(detail, 'code');
  if (code !== undefined) return { kind: 'given', code };
  const errno = numberField(detail, 'errno');
  if (errno !== undefined && NOT_THE_SHOPPERS_DOING.has(errno)) return { kind: 'unavailable' };
  const message = stringField(detail, 'errMsg') ?? '';
  const declined = !isRecord(detail) || /deny|denied|cancel|disagree/i.test(message) || message === '';
  return declined ? { kind: 'declined' } : { kind: 'unavailable' };
}
