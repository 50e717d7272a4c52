/** Dates by MongoDB's manual: what comes of nothing, of what is of another kind, and what is refused. */
import { REFUSED, tryExpressions, type Row } from './tried-expression';

const T = { t: new Date('2026-11-29T16:05:09.007Z') };

tryExpressions([
  [{ $toDate: 5 }, new Date(5)],
  [{ $year: '$t' }, 2026, { t: new Date('2026-11-29T16:00:00Z') }],
  [{ $dayOfMonth: { date: '$t', timezone: 'Asia/Shanghai' } }, 30, { t: new Date('2026-11-29T16:00:00Z') }],
  [{ $dayOfWeek: '$t' }, 1, { t: new Date('2026-11-29T16:00:00Z') }],
  [{ $dayOfYear: '$t' }, 333, { t: new Date('2026-11-29T16:00:00Z') }],
  [{ $hour: { date: '$t', timezone: '+08:00' } }, 0, { t: new Date('2026-11-29T16:00:00Z') }],
  [{ $week: '$t' }, 48, { t: new Date('2026-11-29T16:00:00Z') }],
  [{ $year: null }, null],
  [{ $year: 'x' }, REFUSED],
  [{ $dateFromString: { dateString: '2026-11-29T00:00:00Z' } }, new Date('2026-11-29T00:00:00Z')],
  [{ $dateFromParts: { year: 2026, month: 13 } }, new Date('2027-01-01T00:00:00Z')],
  [
    { $dateFromParts: { year: 2026, month: 11, day: 29, timezone: 'Asia/Shanghai' } },
    new Date('2026-11-28T16:00:00Z'),
  ],
  [
    { $dateToParts: { date: '$t' } },
    { year: 2026, month: 11, day: 29, hour: 16, minute: 0, second: 0, millisecond: 0 },
    { t: new Date('2026-11-29T16:00:00Z') },
  ],
  [{ $toDate: '2026-01-01' }, new Date('2026-01-01T00:00:00Z')],
  [{ $toDate: 'x' }, REFUSED],
  [
    { $dateFromString: { dateString: '2026-11-29', timezone: 'Asia/Shanghai' } },
    new Date('2026-11-28T16:00:00Z'),
  ],
  [{ $dateFromString: { dateString: 'x' } }, REFUSED],
  [{ $dateFromString: { dateString: 'x', onError: 'e' } }, 'e'],
  [{ $dateFromString: { dateString: null } }, null],
  [{ $dateFromString: { dateString: null, onNull: 1 } }, 1],
  [{ $dateFromString: { dateString: '29-11-2026', format: '%d-%m-%Y' } }, new Date('2026-11-29T00:00:00Z')],
  [{ $dateFromString: { dateString: '2026-11-29T08:00:00+08:00' } }, new Date('2026-11-29T00:00:00Z')],
  [{ $dateFromParts: { year: 2026 } }, new Date('2026-01-01T00:00:00Z')],
  [{ $dateFromParts: { year: 2026, month: 0 } }, new Date('2025-12-01T00:00:00Z')],
  [{ $dateFromParts: { year: 2026, day: 32 } }, new Date('2026-02-01T00:00:00Z')],
  [{ $dateFromParts: { year: 2026, hour: 25 } }, new Date('2026-01-02T01:00:00Z')],
  [{ $dateFromParts: { year: null } }, null],
  [{ $dateFromParts: { isoWeekYear: 2026, isoWeek: 1, isoDayOfWeek: 1 } }, new Date('2025-12-29T00:00:00Z')],
  [{ $dateFromParts: { month: 1 } }, REFUSED],
  [{ $dateFromParts: { year: 'x' } }, REFUSED],
  [
    { $dateToParts: { date: '$t', iso8601: true } },
    { isoWeekYear: 2026, isoWeek: 48, isoDayOfWeek: 7, hour: 16, minute: 5, second: 9, millisecond: 7 },
    T,
  ],
  [
    { $dateToParts: { date: '$t', timezone: 'Asia/Shanghai' } },
    { year: 2026, month: 11, day: 30, hour: 0, minute: 5, second: 9, millisecond: 7 },
    T,
  ],
  [{ $hour: { date: '$t', timezone: 'Nowhere/Land' } }, REFUSED, T],
  [{ $hour: ['$t'] }, 16, T],
  ...['$year', '$month', '$hour', '$dayOfWeek', '$isoWeek', '$week', '$millisecond'].flatMap(
    (name): Row[] => [
      [{ [name]: null }, null],
      [{ [name]: '$m' }, null],
      [{ [name]: 'x' }, REFUSED],
    ],
  ),
  [{ $dateToParts: { date: null } }, null],
  [{ $dateToParts: { date: 'x' } }, REFUSED],
  [[{ $month: '$t' }, { $minute: '$t' }, { $second: '$t' }, { $isoDayOfWeek: '$t' }], [11, 5, 9, 7], T],
  [{ $dayOfYear: { date: '$t', timezone: 'Asia/Shanghai' } }, 334, T],
]);
