import { refuse } from '../../../contracts/errors';
import type { WheelRule, WheelRuleDraft } from '../../../contracts/play/wheel-rule';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { wheelLines } from '../rules/wheel-text';
import { readWheelRule, WHEEL, wheelOf, wheelVersionId } from '../wheel/read-wheel-rule';
import { verifyPrizes } from './verify-prizes';

const SHOWN_VERSIONS = 10;

/** The wheel's rule in force, as members read it, what was given of it, and what was published before. */
export async function readWheelInForce({ store, settings }: ReadCall<'operator'>) {
  const rule = await readWheelRule(store);
  if (!rule) return { rule, given: {}, lines: [], versions: [] };
  const ids = Array.from({ length: Math.min(SHOWN_VERSIONS, rule.version) }, (_none, back) =>
    wheelVersionId(rule.version - back),
  );
  const versions = (await store.wheelRules.getMany(ids)).sort((one, other) => other.version - one.version);
  return {
    rule,
    given: rule.given,
    lines: wheelLines(rule, rule.packNames, settings.merchantName),
    versions: versions.map(({ version, publishedAt, rule: { isOn } }) => ({ version, publishedAt, isOn })),
  };
}

interface Publishing {
  draft: WheelRuleDraft;
  basedOn: number;
}

/**
 * Publishes the next version, which holds from the next turn on: also switching it off and on. What was given of a prize stays counted
 * under its id. The request that published a version gets its answer again; a form made from an older version is refused.
 * @throws TuankaError rule_changed_meanwhile, play_prize_unknown
 */
export async function publishWheelRule(
  call: WriteCall<'operator'>,
  { draft, basedOn }: Publishing,
): Promise<{ rule: WheelRule }> {
  const { store, now, requestId } = call;
  const packNames = await verifyPrizes(
    store,
    draft.prizes.map(({ prize }) => prize),
  );
  return store.transact(async (transaction) => {
    const current = await transaction.wheelRules.get(WHEEL);
    if (current?.publishedBy === requestId) return { rule: wheelOf(current) };
    if ((current?.version ?? 0) !== basedOn) throw refuse('rule_changed_meanwhile', `version ${basedOn}`);
    const next = { rule: draft, version: basedOn + 1, publishedAt: now, packNames, publishedBy: requestId };
    const published = { ...next, _id: wheelVersionId(next.version), given: {} };
    await transaction.wheelRules.insert(published);
    await transaction.wheelRules.replace({ ...next, _id: WHEEL, given: current?.given ?? {} });
    await recordAudit(transaction, call, {
      action: 'play.publishWheelRule',
      subjectId: wheelVersionId(next.version),
      detail: { version: next.version },
      ...toldChange(current?.rule ?? null, draft),
    });
    return { rule: wheelOf(published) };
  });
}
