import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import { recallStock } from './collect-memory';
import { sortLines, type GrantLine, type GrantRequest } from '../issue/grant';
import type { PlannedGrant } from '../issue/plan-grant';
import { dayShards, hasLimits, surelyWritten, totalShards } from '../rules/stock';

/**
 * A grant of one template prepared without reading anything: the transaction looks into a few shards itself, and when it
 * finds nothing the grant is prepared again by reading. Null: what is remembered speaks against it, so read first.
 */
export function prepareGuess(
  request: GrantRequest,
  { _id: templateId, limits, stockShards }: DocumentOf<'couponTemplates'>,
  now: Instant,
): PlannedGrant | null {
  const [item] = request.items;
  if (!item || request.items.length > 1) return null;
  const wholes =
    limits.total === null
      ? []
      : (recallStock(templateId, 'all', now) ??
        surelyWritten(totalShards(templateId, limits.total, now), stockShards));
  const days =
    limits.perDay === null
      ? []
      : (recallStock(templateId, chinaDateOf(now), now) ?? dayShards(templateId, limits.perDay, now));
  const line: GrantLine = {
    item,
    closed: false,
    limits: hasLimits(limits) ? limits : null,
    totalShards: wholes,
    dayShards: days,
    tally: null,
  };
  const { lines, refused } = sortLines([line], request.allOrNothing, now);
  return refused.length > 0 ? null : { request, lines, refused, turn: 0, isGuess: true, held: [] };
}
