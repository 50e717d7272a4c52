import type { JourneyNode, JourneyPlan } from '@contracts/journey/journey-graph';
import { MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { pass } from '../invite-stage';
import { documentsOf, phoneOf } from '../stage';

/** What journeys about journeys share. */
export const planOf = (nodes: JourneyNode[], changed: Partial<JourneyPlan> = {}): JourneyPlan => ({
  trigger: { on: 'fact', fact: 'joined' },
  filter: null,
  entry: { again: 'never' },
  goal: null,
  exitWhen: null,
  mostRounds: 3,
  priority: 5,
  start: nodes[0]?.id ?? 'none',
  nodes,
  ...changed,
});

export const say = (id: string, next: string | null, changed: object = {}): JourneyNode => ({
  do: 'message',
  id,
  fallback: { title: `给{昵称}的${id}`, body: '欢迎常来' },
  texts: [],
  capped: 'hold',
  usefulMinutes: 3 * 24 * 60,
  next,
  ...changed,
});

export const tagAs = (id: string, tag: string, next: string | null): JourneyNode => ({
  do: 'tag',
  id,
  tag,
  put: true,
  next,
});

export const waitFor = (id: string, minutes: number, next: string | null): JourneyNode => ({
  do: 'wait',
  id,
  until: { kind: 'for', minutes },
  next,
  late: null,
});

/** Written, published, and running. */
export async function publish(cloud: LocalCloud, name: string, draft: JourneyPlan): Promise<string> {
  const { journey } = phoneOf(cloud, 'operator-he');
  const { journeyId, saves } = await journey.saveJourney({ journeyId: null, name, draft, basedOn: 0 });
  await journey.publishJourney({ journeyId, basedOn: saves, running: 'finish' });
  return journeyId;
}

/** What was told is heard after two minutes, first by the audience; who enters moves with the sweep after that. */
export async function hear(cloud: LocalCloud): Promise<void> {
  for (let minute = 0; minute < 6; minute += 1) await pass(cloud, MINUTE_MS);
}

export const runsIn = (cloud: LocalCloud) => documentsOf(cloud, 'journeyRuns');
export const told = (cloud: LocalCloud) =>
  documentsOf(cloud, 'messages')
    .filter(({ kind }) => kind === 'campaign')
    .map(({ title }) => title);
