import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import type { JourneyFact, JourneyPlan } from '../../../contracts/journey/journey-graph';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { readFeatures, type Pictured } from '../../audience/features/read-features';
import { previewRule } from '../../audience/admin/preview-rule';
import { loadDefinitions } from '../../audience/segments/load-definitions';
import type { ReadCall } from '../../kit/host/call';
import { readMember } from '../../kit/person/find-member';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { filled, textFor, valuesOf, type Values } from '../rules/texts';
import { walk, type Step } from '../rules/walk';
import { daysOf, holdsOf } from '../run/load-traveller';

interface Asked {
  plan: JourneyPlan;
  /** Null: somebody of whom nothing is known. */
  memberId: MemberId | null;
  /** What is taken to happen to them on the way. */
  happens: readonly JourneyFact[];
}

/**
 * What a plan would do, before anybody enters it: about how many meet what it asks for, and a walk of one member through it from now on, with every message as they
 * would read it. Nothing is written.
 * @throws TuankaError member_not_found
 */
export async function previewPlan(call: ReadCall<'operator'>, { plan, memberId, happens }: Asked) {
  const { store, now, settings } = call;
  const rule = ruleOf(plan);
  const [definitions, person, meets] = await Promise.all([
    loadDefinitions(store),
    readPerson(store, memberId, now),
    rule && previewRule(call, { rule }),
  ]);
  const { features } = person;
  const { steps, endsAt, how } = walk(
    plan,
    {
      id: `preview:${memberId ?? 'nobody'}`,
      days: (at) => daysOf(person, at),
      holds: (asked, at) => holdsOf({ definitions, call: { now: at } }, features)(asked),
      happens: new Set(happens),
      quiet: person.quiet ?? settings.messageRules.quietHours,
    },
    now,
  );
  return {
    meets: meets && { about: meets.about, from: meets.from, until: meets.until },
    steps: steps.map((step) => ({
      at: step.at,
      node: step.node,
      what: step.what,
      text: textOf(step, person),
    })),
    endsAt,
    how,
    now,
  };
}

/** Whoever is in the segment, or is not, and meets the filter; null: everybody to whom it happens enters. */
function ruleOf({ trigger, filter }: JourneyPlan): SegmentRule | null {
  const asked: SegmentRule[] = filter ? [filter] : [];
  if ('segmentId' in trigger) {
    const isIn: SegmentRule = { if: 'segment', id: trigger.segmentId };
    asked.push(trigger.on === 'segment' && !trigger.entered ? { not: isIn } : isIn);
  }
  return asked.length === 0 ? null : { all: asked };
}

interface Person {
  member: DocumentOf<'members'> | null;
  features: Pictured | null;
  quiet: DocumentOf<'messageProfiles'>['quietHours'];
  storeId: string | null;
  values: Values;
}

type Reading = Parameters<typeof readFeatures>[0] & Pick<ReadStore, 'stores' | 'messageProfiles'>;

async function readPerson(store: Reading, memberId: MemberId | null, now: Instant): Promise<Person> {
  if (memberId === null) {
    const values = valuesOf({ nickname: null, tier: null, points: 0, store: null });
    return { member: null, features: null, quiet: null, storeId: null, values };
  }
  const member = await readMember(store, memberId, 'member_not_found');
  const [features, tier, profile] = await Promise.all([
    readFeatures(store, member._id, now),
    store.tierStates.get(member._id),
    store.messageProfiles.get(member._id),
  ]);
  const storeId = features?.of?.storeId ?? null;
  const values = valuesOf({
    nickname: member.nickname,
    tier: tier?.tier ?? null,
    points: features?.of?.points ?? 0,
    store: storeId === null ? null : ((await store.stores.get(storeId))?.name ?? null),
  });
  return { member, features, quiet: profile?.quietHours ?? null, storeId, values };
}

/** A message as it would be read: in the inbox, and in WeChat. */
function textOf({ act }: { act: Step['act'] }, { storeId, values }: Person) {
  if (act?.do !== 'message') return null;
  const [inbox, wechat] = [textFor(act, storeId, 'inbox'), textFor(act, storeId, 'wechat')];
  const said = ({ title, body }: typeof inbox) => ({
    title: filled(title, values),
    body: filled(body, values),
  });
  return { inbox: said(inbox), wechat: said(wechat) };
}
