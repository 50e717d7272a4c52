import type { LocalCloud } from '../../../local/server';

/**
 * A minute of the two sweeps of trade: members, coupons, points, payments, growth, messages, the team. The third one (audience,
 * journeys, play, figures) is half of what a minute costs, and changes nothing of theirs.
 */
export async function sweepTrade(cloud: LocalCloud): Promise<void> {
  for (const name of ['sweep', 'payment-sweep']) await cloud.trigger(name);
}
