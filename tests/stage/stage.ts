import { isRequestId, type RequestId } from '@contracts/primitives/ids';
import type { PaySheet } from '@contracts/payment/payment';
import type { Transport } from '@/services/client';
import { createServices } from '@/services/create-services';
import * as z from 'zod';
import {
  collectionNames,
  schema,
  type CollectionName,
  type DocumentOf,
} from '../../cloudfunctions/kit/store/schema';
import { createClock } from '../../local/cloudbase/clock';
import { demoPerson } from '../../local/seed/demo-people';
import type { LocalCloud, LocalCloudOptions } from '../../local/server';
import { IS_STRICT, startWatchedCloud, watchedCloud, watchOver } from './watch/log-watch';
import { builtSegments } from './audience/built-segments';
import { NOON, takeCloud } from './spare-clouds';

/** What journeys and stories stand on: a local cloud of their own and phones with the real typed client. */

export { NOON } from './spare-clouds';

type StageOptions = Parameters<typeof startWatchedCloud>[0];

/**
 * A local cloud of its own, in memory, on a clock that moves only when told.
 * @param differs variables and settings other than the demo's; a stage has no tiers unless it says so, and
 *   the segments every shop begins with are built unless `also` is UNBUILT
 * @param latency of its calls, from when the demo is seeded; then the clock moves by what calls take
 * @param onLog hears what the functions log; log-watch.ts reads it in any case
 */
export async function startJourney(
  differs: Pick<
    StageOptions,
    'variables' | 'settings' | 'transactionForm' | 'onTransactionWarning' | 'tiers' | 'also'
  > = {},
  latency: Parameters<LocalCloud['latency']['set']>[0] = null,
  onLog?: LocalCloudOptions['onLog'],
): Promise<LocalCloud> {
  // One that was started ahead refuses nothing.
  const isDemo = Object.keys(differs).length === 0 && !IS_STRICT;
  const cloud = isDemo
    ? await watchedCloud(takeCloud, onLog)
    : await startWatchedCloud({
        location: ':memory:',
        clock: createClock({ frozenAt: NOON }),
        tiers: false,
        also: builtSegments,
        ...differs,
        inProcess: true,
        ...(onLog && { onLog }),
      });
  cloud.latency.set(latency);
  return cloud;
}

/** A shop of which no sweep has seen anything yet. */
export const UNBUILT = { also: {} };

/** A slow day between a function and what it calls: 20 to 60 ms for the database, 60 to 180 ms for WeChat. */
export const SLOW_DAY = { databaseMs: 40, wechatMs: 120, functionMs: 60, jitter: 0.5 };

interface Identity {
  openid: string;
  unionid?: string;
  appid: string;
}

/** The typed client of one identity; it retries at once: the waits are for people. */
function servicesOf(cloud: LocalCloud, identity: Identity) {
  const transport: Transport = async ({ name, data }) => {
    const answered = await cloud.invoke(name, data, identity);
    if ('error' in answered) throw new Error(`the platform refused: ${JSON.stringify(answered.error)}`);
    return answered.result;
  };
  return createServices(transport, { pausesMs: [0, 0], timeoutMs: 180_000, sleep: async () => undefined });
}

/** The areas a phone calls, each made when it is asked for; a phone's own `identity` is who it is. */
const areasOf = (services: ReturnType<typeof servicesOf>) => ({
  identityMap: services.identity,
  member: services.member,
  card: services.card,
  console: services.console,
  coupon: services.coupon,
  leader: services.leader,
  message: services.message,
  payment: services.payment,
  points: services.points,
  growth: services.growth,
  audience: services.audience,
  play: services.play,
  insight: services.insight,
  journey: services.journey,
  merchant: services.merchant,
  office: services.office,
  referral: services.referral,
  voice: services.voice,
});

/** One phone with the mini-program on it: the real typed client. Its calls reach the function without HTTP; the browser
 * tests, the tests of the mini-program's bundle and the local cloud's own are about that way. */
export function phoneOf(cloud: LocalCloud, personOrIdentity: string | Identity) {
  const identity = identityFor(personOrIdentity);
  watchOver(cloud)?.knows(identity.openid, identity.unionid);
  const post = async (path: string, body: object): Promise<unknown> => {
    const response = await cloud.fetch(`/local/wechat/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openid: identity.openid, ...body }),
    });
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
    return response.json();
  };
  const services = servicesOf(cloud, identity);
  return {
    identity,
    ...areasOf(services),
    /** The pay sheet opens with what `pay` answered; the person pays or not. */
    async paySheet(sheet: PaySheet, outcome: 'paid' | 'cancelled' | 'failed' = 'paid'): Promise<string> {
      const prepayId = sheet.package.replace('prepay_id=', '');
      return z.object({ errMsg: z.string() }).parse(await post('pay', { prepayId, outcome, params: sheet }))
        .errMsg;
    },
    /** The code WeChat's phone button hands to the page. */
    phoneCode: async (phoneNumber?: string): Promise<string> =>
      z.object({ code: z.string() }).parse(await post('phone-code', { phoneNumber })).code,
    /** The person opened a card in a WeChat group: what the page reads of it, ready for the join. */
    async groupSeal(groupId: string, appid?: string): Promise<string | null> {
      const loginCode = z.object({ code: z.string() }).parse(await post('login', {})).code;
      const encrypted = z
        .object({ encryptedData: z.string(), iv: z.string() })
        .parse(await post('group-info', { groupId, ...(appid !== undefined && { appid }) }));
      return (await services.leader.readGroup({ loginCode, ...encrypted })).group;
    },
    /** The person taps 允许 in the subscription sheet, and the page reports it. */
    async allowReminders(times = 1, asked?: string[]): Promise<void> {
      const templateIds = asked ?? (await services.message.readPrompt({})).templateIds;
      const answers = Object.fromEntries(templateIds.map((id) => [id, 'accept' as const]));
      for (let time = 0; time < times; time += 1) {
        await post('subscribe', { choices: answers });
        await services.message.recordPrompt({ answers });
      }
    },
    /** What arrived in WeChat's 服务通知, newest first. */
    serviceNotifications: () => cloud.wechat.inboxOf(identity.openid),
  };
}

export type Phone = ReturnType<typeof phoneOf>;

const identityFor = (one: string | Identity): Identity =>
  typeof one === 'string' ? identityOf(demoPerson(one)) : one;

const identityOf = ({ openid, unionid, appid }: Required<Identity>): Identity => ({ openid, unionid, appid });

/** Every document of a collection, as the schema reads it. */
export function documentsOf<Name extends CollectionName>(cloud: LocalCloud, name: Name): DocumentOf<Name>[] {
  const found = cloud.database
    .environment(cloud.env)
    .findDocuments(name, { filter: {}, order: [], skip: 0, limit: 100_000 });
  return found.map(({ document }) =>
    z.custom<DocumentOf<Name>>().parse(schema[name].document.parse(document)),
  );
}

/** What is the merchant's or nobody's. */
const merchant = [
  'cardPlans',
  'couponTemplates',
  'couponPacks',
  'couponStock',
  'couponCodeRenewals',
  'couponExpiries',
  'stores',
  'leaders',
  'leaderCodes',
  'staff',
  'staffInvitations',
  'staffRosters',
  'shopPictures',
  'memberIndexStates',
  'pointsRules',
  'rewards',
  'rewardShards',
  'pointsAudits',
  'growthRules',
  'playRules',
  'growthAudits',
  'charterChanges',
  'tierForecasts',
  // A day's check and how far the features are made; `features` are the member's.
  'audienceStates',
  'audienceAudits',
  'figures',
  'figureStates',
  'figureChecks',
  'dailyFigures',
  'journeys',
  'journeyVersions',
  'experiments',
  'experimentSums',
  'segments',
  'segmentVersions',
  'segmentCounts',
  'lifecycleDays',
  'lifecycleMonths',
  'segmentChunks',
  'audienceJobs',
  'tags',
  'leaderBriefs',
  'leaderBriefRuns',
  'issueRules',
  'inviteRules',
  // Hashes of what requests said: the host's, nobody's; gone after a week.
  'requestMarks',
  'factCursors',
  'dueWork',
  'alarms',
  'quarantine',
  'settings',
  'settingVersions',
  'platformMarks',
  'auditHeads',
  'auditBlocks',
  'reconciliations',
  // Browsers of the staff.
  'consoleLogins',
  'consoleSessions',
  // Kept about calls, not about members.
  'limitWindows',
  'wheelRules',
  'taskRules',
  'visitRules',
  'badgeRules',
];

/** How many documents each collection holds, of those that hold any, without the demo merchant's own. */
export function memberDocuments(cloud: LocalCloud): Record<string, number> {
  const names = collectionNames.filter((name) => !merchant.includes(name));
  const counts = names.map((name) => [name, documentsOf(cloud, name).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** What one complete join leaves behind, and nothing else; the reminders stand on the member until the next minute. */
export const ONE_JOIN = {
  identities: 4,
  members: 1,
  coupons: 4,
};

let requests = 0;
/** A request id of its own, for tests that send the same request twice. */
export function newTestRequest(): RequestId {
  requests += 1;
  const id = `test-${String(requests).padStart(8, '0')}`;
  if (!isRequestId(id)) throw new Error(id);
  return id;
}
