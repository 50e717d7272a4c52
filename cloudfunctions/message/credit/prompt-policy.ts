import type { MessageKind, PromptMoment } from '../../../contracts/message/message';
import { DAY_MS, type Instant } from '../../../contracts/primitives/time';

/**
 * When to ask for subscriptions, and for which. WeChat's sheet is a favour: it is asked for right after the shopper got
 * something, once a day at most, not again for a week after two refusals, and never for what is already granted.
 */
export interface PromptState {
  /** Newest first. */
  recent: readonly { at: Instant; accepted: boolean }[];
  /** Sends left by template id. */
  left: ReadonlyMap<string, number>;
}

interface Template {
  kind: MessageKind;
  templateId: string;
}

/** WeChat asks for at most three templates at once (platform-facts, section 1). */
const MOST_TEMPLATES = 3;
/** More sends than this are not asked for by us; the shopper may still add some. */
const ENOUGH = 3;
const PATIENCE_MS = 7 * DAY_MS;

/** Whether this moment is a good one. The shopper's own tap on 再订阅一次 and a first accept after joining always are. */
function mayAsk(moment: PromptMoment, { recent }: PromptState, now: Instant): boolean {
  if (moment === 'inbox') return true;
  const [last, before] = recent;
  if (!last) return true;
  const refused = !last.accepted && before?.accepted === false;
  if (refused && now - last.at < PATIENCE_MS) return false;
  return moment === 'join' || now - last.at >= DAY_MS;
}

/** What a shopper at this moment would most like to be told of; the shopper's own wish is for anything. */
const kindsAt: Readonly<Record<Exclude<PromptMoment, 'inbox'>, readonly MessageKind[]>> = {
  join: ['coupon_expiry', 'card_expiry', 'points_expiry'],
  claim: ['coupon_expiry', 'card_expiry', 'campaign'],
  redeem: ['coupon_expiry', 'redemption_ready', 'points_changed'],
  points: ['points_expiry', 'points_changed', 'redemption_ready'],
  pay: ['order_paid', 'coupon_expiry', 'points_changed'],
};

/** The templates to ask for: those of the moment, the scarcest first, then the others; empty: do not ask. */
export function templatesToAsk(
  moment: PromptMoment,
  templates: readonly Template[],
  state: PromptState,
  now: Instant,
): string[] {
  if (!mayAsk(moment, state, now)) return [];
  const leftOf = (templateId: string): number => state.left.get(templateId) ?? 0;
  const wanted: readonly MessageKind[] = moment === 'inbox' ? [] : kindsAt[moment];
  const fits = new Set(
    templates.filter(({ kind }) => wanted.includes(kind)).map(({ templateId }) => templateId),
  );
  return [...new Set(templates.map(({ templateId }) => templateId))]
    .filter((id) => moment === 'inbox' || leftOf(id) < ENOUGH)
    .sort((a, b) => Number(fits.has(b)) - Number(fits.has(a)) || leftOf(a) - leftOf(b))
    .slice(0, MOST_TEMPLATES);
}
