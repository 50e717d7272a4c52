import { useState } from 'react';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { errorCatalogue } from '@contracts/errors';
import type { RewardView } from '@contracts/points/points-mall';
import { pointsText } from '@contracts/primitives/points';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { replaceByRedemption } from '@/platform/opening/navigation';
import { pointsService } from '@/services';
import { exchangeText } from '../../components/reward-text';
import { RewardChoices } from './reward-choices';

interface ExchangeFormProps {
  reward: RewardView;
  balance: number;
  /** Something changed since the page was read. */
  onRefused: () => void;
}

/** Which one, where, how many; then the question, then the exchange. */
export function ExchangeForm({ reward, balance, onRefused }: ExchangeFormProps) {
  const { kind, skus, stores } = reward;
  const [skuId, setSkuId] = useState(() => skus.find(({ left }) => left !== 0)?.id);
  const [storeId, setStoreId] = useState<string | undefined>(stores[0]?.id);
  const [quantity, setQuantity] = useState(1);
  const request = useRequestId();
  const cost = reward.points * quantity;
  const verb = exchangeText[kind];
  const { ask, sheet } = useConfirmSheet();
  const exchange = useAction(async () => {
    if (skuId === undefined) return;
    const store = stores.find(({ id }) => id === storeId)?.id ?? null;
    const wish = { rewardId: reward.id, skuId, storeId: store, quantity };
    const sure = await ask({
      title: `${verb}「${reward.name}」？`,
      figure: `${pointsText(cost)} 积分`,
      lines: [`会用掉 ${pointsText(cost)} 积分，${verb}后还剩 ${pointsText(balance - cost)} 积分。`],
      yes: verb,
    });
    if (!sure) return;
    try {
      const { redemption } = await pointsService.exchange(wish, { requestId: request.idFor(wish) });
      request.done();
      await replaceByRedemption(redemption.id);
    } catch (error) {
      onRefused();
      throw error;
    }
  });
  const missing = cost - balance;
  const problem = reward.unavailableReason ?? (missing > 0 ? `还差 ${pointsText(missing)} 积分` : null);
  return (
    <>
      <RewardChoices
        reward={reward}
        chosen={{ skuId, storeId, quantity }}
        onSku={setSkuId}
        onStore={setStoreId}
        onQuantity={setQuantity}
      />
      {exchange.error && <InlineNote text={errorCatalogue[exchange.error.code].message} />}
      <ActionBar>
        <ActionButton
          id="exchange"
          disabled={exchange.busy || problem !== null || skuId === undefined}
          onPress={() => void exchange.run(undefined)}
        >
          {exchange.busy ? '正在处理…' : (problem ?? `用 ${pointsText(cost)} 积分${verb}`)}
        </ActionButton>
      </ActionBar>
      {sheet}
    </>
  );
}
