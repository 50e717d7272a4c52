import { refuse } from '../../../contracts/errors';
import { isMemberId, type MemberId, type PushId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import { moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { couponsOf } from './rules/audience';
import { answerWith } from './read-push';
import { readPushContent } from './read-push-content';
import { resolveAudience, SCAN_PAGE, type Reached } from './resolve-audience';

type Push = DocumentOf<'pushes'>;

/** Pages of members looked at in one call: the page shows its progress and calls again. */
const PAGES = 5;
const SAMPLES = 3;
/** With the position, less than the 30 operations a transaction may have (decision 0031). */
const RECORDED_AT_ONCE = 25;
/** Before every member id: a ULID of time zero. */
function firstMemberId(): MemberId {
  const id = `mem_${'0'.repeat(26)}`;
  if (!isMemberId(id)) throw new RangeError(id);
  return id;
}

/**
 * Looks at some more members and writes down who of them gets the push. Some of a page's people and the position after them are
 * written in one transaction, so nobody is counted twice or left out, whoever calls how often.
 */
export async function refreshPreview(call: WriteCall<'operator'>, { pushId }: { pushId: PushId }) {
  let push = await call.store.pushes.require(pushId, 'push_not_found');
  for (let page = 0; page < PAGES && !push.preview.complete && !call.outOfTime(); page += 1) {
    if (push.status !== 'draft') throw refuse('push_not_open');
    push = await scanPage(call, push);
  }
  return answerWith(call, push);
}

async function scanPage(call: WriteCall<'operator'>, push: Push): Promise<Push> {
  const { items: members } = await call.store.members.find({
    where: { _id: moreThan(push.scanCursor ?? firstMemberId()) },
    orderBy: '_id',
    limit: SCAN_PAGE,
  });
  const reached = await resolveAudience(call, push, members);
  const scans = scansOf(members, reached);
  let current = push;
  for (const [position, scan] of scans.entries()) {
    const isLast = position === scans.length - 1 && members.length < SCAN_PAGE;
    const next = await recordScan(call, current, scan, isLast);
    // Another call looked at this page meanwhile, or somebody cancelled.
    if (!next.isMine) return next.push;
    current = next.push;
  }
  return current;
}

interface Scan {
  members: readonly Reached['member'][];
  reached: readonly Reached[];
}

/** A page in as many parts as transactions are needed to write down whom it reaches; one that reaches nobody is one part. */
function scansOf(members: readonly Reached['member'][], reached: readonly Reached[]): Scan[] {
  const byId = new Map(reached.map((one) => [one.member._id, one]));
  const scans: { members: Reached['member'][]; reached: Reached[] }[] = [];
  let part: (typeof scans)[number] = { members: [], reached: [] };
  for (const member of members) {
    if (part.reached.length === RECORDED_AT_ONCE) {
      scans.push(part);
      part = { members: [], reached: [] };
    }
    part.members.push(member);
    const one = byId.get(member._id);
    if (one) part.reached.push(one);
  }
  return [...scans, part];
}

const recordScan = (
  call: WriteCall<'operator'>,
  push: Push,
  { members, reached }: Scan,
  complete: boolean,
): Promise<{ push: Push; isMine: boolean }> =>
  call.store.transact(async (transaction) => {
    const current = await transaction.pushes.require(push._id, 'push_not_found');
    if (current.scanCursor !== push.scanCursor || current.status !== 'draft' || current.preview.complete)
      return { push: current, isMine: false };
    const told = reached.filter(({ muted }) => !muted);
    await transaction.pushRecipients.insert(...told.map((person) => recipientOf(push, person)));
    const change = {
      scanCursor: members.at(-1)?._id ?? push.scanCursor,
      preview: {
        ...counted(current.preview, reached),
        scanned: current.preview.scanned + members.length,
        complete,
        samples: [...current.preview.samples, ...samplesOf(call, push, told)].slice(0, SAMPLES),
      },
    };
    await transaction.pushes.update(push._id, change);
    return { push: { ...current, ...change }, isMine: true };
  });

const recipientOf = (push: Push, { member, channel }: Reached): DocumentOf<'pushRecipients'> => ({
  _id: `${push._id}:${member._id}`,
  pushId: push._id,
  memberId: member._id,
  reach: channel,
  state: 'waiting',
  outcome: null,
  messageId: null,
  dueAt: push.sendAt,
});

function counted(preview: Push['preview'], reached: readonly Reached[]): Push['preview'] {
  const told = reached.filter(({ muted }) => !muted);
  const by = (channel: Reached['channel']): number => told.filter((one) => one.channel === channel).length;
  const { wechat, official_account, official_notice, inbox } = preview.reach;
  return {
    ...preview,
    total: preview.total + told.length,
    reach: {
      wechat: wechat + by('wechat'),
      official_account: official_account + by('official_account'),
      official_notice: official_notice + by('official_notice'),
      inbox: inbox + by('inbox'),
    },
    muted: preview.muted + reached.length - told.length,
    capped: preview.capped + told.filter(({ capped }) => capped).length,
  };
}

function samplesOf({ now }: WriteCall<'operator'>, push: Push, told: readonly Reached[]) {
  return told.slice(0, SAMPLES).flatMap(({ member, coupons }) => {
    const said = readPushContent(push, member, couponsOf(push, coupons, now), now);
    return said ? [{ title: said.content.title, lines: said.content.lines }] : [];
  });
}
