import { addNotice, refundResource, type PayWorld } from './notices';

/** WeChat's side of refunds: asked for at once, decided later. */
export function decideRefunds(world: PayWorld): void {
  const { state } = world;
  for (const refund of state.refunds.values()) {
    if (refund.status !== 'PROCESSING') continue;
    const transaction = state.transactions.get(refund.outTradeNo);
    if (!transaction) continue;
    refund.status = state.policy.refundOutcome;
    refund.endedAt = world.now();
    if (refund.status === 'SUCCESS') transaction.state = 'REFUND';
    if (refund.notifyUrl !== null)
      addNotice(world, refund.notifyUrl, `REFUND.${refund.status}`, refundResource(refund, transaction));
  }
}

/** What may still be refunded of a transaction: refunds that were closed gave their money back. */
export function refundableFen(world: PayWorld, outTradeNo: string): number {
  const taken = [...world.state.refunds.values()]
    .filter((refund) => refund.outTradeNo === outTradeNo && refund.status !== 'CLOSED')
    .reduce((sum, { amountFen }) => sum + amountFen, 0);
  return (world.state.transactions.get(outTradeNo)?.totalFen ?? 0) - taken;
}
