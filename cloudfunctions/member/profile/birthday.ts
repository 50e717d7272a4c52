import {
  chinaDateOf,
  DAY_MS,
  addMs,
  isRealChinaDate,
  type ChinaDate,
  type Instant,
} from '../../../contracts/primitives/time';
import type { MemberProfile } from '../../kit/identity/member-profile';

const YEAR_MS = 365 * DAY_MS;
const EARLIEST = '1900-01-01';

type Known = Pick<MemberProfile, 'birthday' | 'birthdaySetAt'>;

/** Until when a birthday stays as it is: who has told one may tell another a year later. */
export const birthdayFixedUntil = ({ birthdaySetAt }: Known, now: Instant): Instant | null => {
  if (birthdaySetAt === null) return null;
  const until = addMs(birthdaySetAt, YEAR_MS);
  return now < until ? until : null;
};

/** Taking it back is always allowed; it does not open the year again. */
export function birthdayChange(
  known: Known,
  wanted: ChinaDate | null,
  now: Instant,
): 'same' | 'set' | 'removed' | 'fixed' | 'invalid' {
  if (wanted === known.birthday) return 'same';
  if (wanted === null) return 'removed';
  if (!isRealChinaDate(wanted) || wanted < EARLIEST || wanted > chinaDateOf(now)) return 'invalid';
  return birthdayFixedUntil(known, now) === null ? 'set' : 'fixed';
}
