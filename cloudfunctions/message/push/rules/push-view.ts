import type { LintFinding, PushPreview, PushView } from '../../../../contracts/message/push';
import type { Instant } from '../../../../contracts/primitives/time';
import { audienceFor } from './audience';
import { lintPush } from './push-lint';
import { quietUntil, type QuietHours } from '../../rules/quiet-hours';

type Push = Omit<PushView, 'id' | 'createdBy' | 'approvedBy' | 'lint' | 'waitsUntil' | 'needsApproval'> & {
  _id: PushView['id'];
  createdBy: { name: string };
  approvedBy: { name: string } | null;
};

interface Rules {
  quietHours: QuietHours;
  pushApprovalAbove: number;
}

export const EMPTY_PREVIEW: PushPreview = {
  scanned: 0,
  complete: false,
  total: 0,
  reach: { wechat: 0, official_account: 0, official_notice: 0, inbox: 0 },
  muted: 0,
  capped: 0,
  samples: [],
};

export const findingsOf = ({ text }: Pick<Push, 'text'>): LintFinding[] =>
  text === null ? [] : lintPush(text);

export const needsApproval = ({ preview }: Pick<Push, 'preview'>, rules: Rules): boolean =>
  preview.total > rules.pushApprovalAbove;

/** A push as the operator sees it at `now`. */
export const viewPush = (push: Push, rules: Rules, now: Instant): PushView => ({
  id: push._id,
  kind: push.kind,
  audience: push.audience,
  text: push.text,
  sendAt: push.sendAt,
  givesPack: push.givesPack,
  status: push.status,
  createdBy: push.createdBy.name,
  approvedBy: push.approvedBy?.name ?? null,
  preview: push.preview,
  done: push.done,
  skipped: push.skipped,
  // Half a count is no result.
  results: push.status === 'done' ? push.results : [],
  lint: findingsOf(push),
  waitsUntil: quietUntil(push.sendAt > now ? push.sendAt : now, rules.quietHours),
  needsApproval: needsApproval(push, rules),
  createdAt: push.createdAt,
});

/** The same kind, people and words: the same push. */
export function signatureText({
  kind,
  audience,
  text,
  givesPack,
}: Pick<Push, 'kind' | 'audience' | 'text' | 'givesPack'>): string {
  const { cardPlanIds, leaderIds, storeIds, tags, segmentIds, ...rest } = audienceFor(kind, audience);
  const ids = [cardPlanIds, leaderIds, storeIds, tags, segmentIds].map((list) => [...list].sort());
  return JSON.stringify([kind, ids, Object.entries(rest).sort(), text && [text.title, text.body], givesPack]);
}
