import type { CheckInRuleDraft } from '@contracts/play/check-in-rule';
import type { Prize } from '@contracts/play/prize';
import type { Task } from '@contracts/play/task-rule';
import type { WheelRuleDraft } from '@contracts/play/wheel-rule';
import { TuankaError } from '@contracts/errors';
import { isChinaDate, type ChinaDate } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { documentsOf, phoneOf } from '../stage';

/** What journeys of play share. The demo merchant plays nothing until the operator publishes it. */
export const pointsPrize = (points: number): Prize => ({ kind: 'points', points });

export const CHECK_IN: CheckInRuleDraft = {
  isOn: true,
  ladder: [5, 5, 5, 5, 5, 5, 10].map(pointsPrize),
  bonuses: [
    { days: 7, prize: pointsPrize(70) },
    { days: 30, prize: { kind: 'cards', cards: 1 } },
  ],
  makeUp: { within: 7, perMonth: 2, points: 10 },
};

export async function publishCheckIn(
  cloud: LocalCloud,
  change: Partial<CheckInRuleDraft> = {},
): Promise<void> {
  const he = phoneOf(cloud, 'operator-he');
  const { rule } = await he.play.readCheckInRule({});
  await he.play.publishCheckInRule({ draft: { ...CHECK_IN, ...change }, basedOn: rule?.version ?? 0 });
}

/** What play gave somebody's points account, by cause. */
export const playPointsOf = (cloud: LocalCloud, memberId: string): number[] =>
  documentsOf(cloud, 'pointsEntries')
    .filter((entry) => entry.memberId === memberId && entry.source.kind === 'play')
    .map(({ points }) => points);

/** 12:00 in China on a day, or another time of it. */
export const chinaTime = (day: string, time = '12:00:00'): number => Date.parse(`${day}T${time}+08:00`);

export function chinaDay(text: string): ChinaDate {
  if (!isChinaDate(text)) throw new Error(text);
  return text;
}

/** The code something is refused with; anything else is a failure of the test. */
export async function refusal(asked: Promise<unknown>): Promise<string> {
  const answer: unknown = await asked.then(
    () => 'it was not refused',
    (error: unknown) => (error instanceof TuankaError ? error.code : error),
  );
  return String(answer);
}

export const WHEEL: WheelRuleDraft = {
  isOn: true,
  from: null,
  until: null,
  prizes: [
    { id: 'gold', name: '一等奖', prize: pointsPrize(500), weight: 1_000, stock: 1 },
    { id: 'five', name: '小惊喜', prize: pointsPrize(5), weight: 499_000, stock: null },
  ],
  fallbackId: 'five',
  freePerDay: 1,
  perDay: 3,
  inTotal: null,
  chance: { points: 20, perDay: 2 },
  contact: '020-5550',
};

export async function publishWheel(cloud: LocalCloud, change: Partial<WheelRuleDraft> = {}): Promise<void> {
  const he = phoneOf(cloud, 'operator-he');
  const { rule } = await he.play.readWheelRule({});
  await he.play.publishWheelRule({ draft: { ...WHEEL, ...change }, basedOn: rule?.version ?? 0 });
}

/** A wheel that always stops at the same prize. */
export const always = (prize: WheelRuleDraft['prizes'][number]): WheelRuleDraft['prizes'] => [
  { ...prize, weight: 1_000_000 },
];

export const taskOf = (change: Partial<Task>): Task => ({
  id: 'order',
  name: '买一次',
  kind: 'orders',
  count: 1,
  minFen: null,
  every: 'day',
  prize: pointsPrize(8),
  isAutomatic: false,
  ...change,
});

export async function publishTasks(
  cloud: LocalCloud,
  tasks: readonly Partial<Task>[],
  isOn = true,
): Promise<void> {
  const he = phoneOf(cloud, 'operator-he');
  const { rule } = await he.play.readTaskRule({});
  await he.play.publishTaskRule({ draft: { isOn, tasks: tasks.map(taskOf) }, basedOn: rule?.version ?? 0 });
}
