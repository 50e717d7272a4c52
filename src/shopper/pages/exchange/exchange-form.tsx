import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { classNames } from '@/components/class-names';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { Tappable } from '@/components/tappable';
import { errorCatalogue } from '@contracts/errors';
import type { RewardView } from '@contracts/points/points-mall';
import { pointsText } from '@contracts/primitives/points';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { replaceByRedemption } from '@/platform/opening/navigation';
import { pointsService } from '@/services';
import { exchangeText } from '../../components/reward-text';
import styles from './index.module.scss';

interface Choice {
  id: string;
  text: string;
  /** It is shown, so that one sees there is such a thing, but it cannot be had. */
  gone?: boolean;
}

interface ChoicesProps {
  name: string;
  title: string;
  choices: readonly Choice[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

const Choices = ({ name, title, choices, chosen, onChoose }: ChoicesProps) => (
  <>
    <SectionTitle text={title} />
    <View className={styles['choices']}>
      {choices.map(({ id, text, gone = false }) => (
        <Tappable
          key={id}
          id={`${name}-${id}`}
          className={classNames(styles['choice'], id === chosen && styles['chosen'], gone && styles['gone'])}
          ariaLabel={id === chosen ? `${text}，已选中` : text}
          onPress={() => {
            if (!gone) onChoose(id);
          }}
        >
          <Text>{text}</Text>
        </Tappable>
      ))}
    </View>
  </>
);

/** How often charity is given at once. */
const PORTIONS = [1, 5, 10, 50];

const skuText = ({ name, left }: RewardView['skus'][number]): string =>
  left === 0 ? `${name}（已兑完）` : name;

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
      {skus.length > 1 && (
        <Choices
          name="sku"
          title="选一种"
          choices={skus.map((sku) => ({ id: sku.id, text: skuText(sku), gone: sku.left === 0 }))}
          chosen={skuId}
          onChoose={setSkuId}
        />
      )}
      {stores.length > 1 && (
        <Choices
          name="store"
          title="在哪里取"
          choices={stores.map(({ id, name }) => ({ id, text: name }))}
          chosen={storeId}
          onChoose={setStoreId}
        />
      )}
      {kind === 'charity' && (
        <Choices
          name="portions"
          title="捐多少"
          choices={PORTIONS.map((portion) => ({
            id: String(portion),
            text: `${pointsText(reward.points * portion)} 积分`,
          }))}
          chosen={String(quantity)}
          onChoose={(id) => setQuantity(Number(id))}
        />
      )}
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
