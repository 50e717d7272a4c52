import type { WheelRule, WheelRuleDraft } from '../../../contracts/play/wheel-rule';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { wheelLines } from '../rules/wheel-text';
import { readWheelRule, WHEEL, wheelOf } from '../wheel/read-wheel-rule';
import { latestVersionIds, publishVersion, viewVersions } from './publish-version';

/** The wheel's rule in force, as members read it, what was given of it, and what was published before. */
export async function readWheelInForce({ store, settings }: ReadCall<'operator'>) {
  const rule = await readWheelRule(store);
  if (!rule) return { rule, given: {}, lines: [], versions: [] };
  const versions = await store.wheelRules.getMany(latestVersionIds(WHEEL, rule.version));
  return {
    rule,
    given: rule.given,
    lines: wheelLines(rule, rule.packNames, settings.merchantName),
    versions: viewVersions(versions),
  };
}

/**
 * Publishes the next version, which holds from the next turn on. What was given of a prize stays counted under its id.
 * @throws TuankaError rule_changed_meanwhile, play_prize_unknown
 */
export async function publishWheelRule(
  call: WriteCall<'operator'>,
  publishing: { draft: WheelRuleDraft; basedOn: number },
): Promise<{ rule: WheelRule }> {
  const rule = await publishVersion<WheelRuleDraft, { given: Record<string, number> }>(
    call,
    {
      action: 'play.publishWheelRule',
      id: WHEEL,
      versions: (transaction) => transaction.wheelRules,
      prizesOf: ({ prizes }) => prizes.map(({ prize }) => prize),
      more: (current) => ({ ofVersion: { given: {} }, inForce: { given: current?.given ?? {} } }),
    },
    publishing,
  );
  return { rule: wheelOf(rule) };
}
