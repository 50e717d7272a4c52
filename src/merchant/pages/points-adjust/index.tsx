import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Fact, Facts } from '@/components/facts';
import { InlineNote } from '@/components/inline-note';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { errorCatalogue, refuse } from '@contracts/errors';
import type { PointsApi } from '@contracts/points/points';
import type { CardNumber } from '@contracts/primitives/card-number';
import { pointsChangeText, pointsText } from '@contracts/primitives/points';
import { chinaTimeText } from '@contracts/primitives/time';
import { cardNumberTyped, numberTyped } from '@contracts/primitives/typed';
import { useAction } from '@/hooks/use-action';
import { pointsService } from '@/services';
import { FormField, FormPanel } from '../../components/form-field';
import { AdjustForm } from './adjust-form';
import styles from './index.module.scss';
import { TransferForm } from './transfer-form';

type Holder = ReturnType<PointsApi['readHolder']>;

const Figures = ({ holder }: { holder: Holder }) => (
  <Facts>
    <Fact name={`${holder.holder.nickname ?? '会员'} ${holder.holder.phone ?? ''}`} value="" />
    <Fact name="可用积分" value={pointsText(holder.balance)} tone="total" />
    {holder.pending > 0 && <Fact name="待到账" value={pointsText(holder.pending)} />}
    {holder.debt > 0 && <Fact name="欠" value={pointsText(holder.debt)} />}
  </Facts>
);

const Recent = ({ entries }: Pick<Holder, 'entries'>) => (
  <>
    <SectionTitle text="最近的积分记录" />
    <Facts>
      {entries.map(({ id, reason, points, pending, at }) => (
        <View key={id} className={styles['entry']}>
          <Fact name={reason} value={pointsChangeText(points === 0 ? pending : points)} />
          <Text className={styles['when']}>{chinaTimeText(at)}</Text>
        </View>
      ))}
    </Facts>
  </>
);

/** 调整积分: look first, then give, take or move, always with a reason that the member reads. */
export default function PointsAdjustPage() {
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<{ cardNumber: CardNumber; holder: Holder } | null>(null);
  const lookUp = useAction(async (shown: string) => {
    const cardNumber = cardNumberTyped(shown);
    if (cardNumber === null) throw refuse('card_not_found');
    setFound({ cardNumber, holder: await pointsService.readHolder({ cardNumber }) });
  });
  const again = () => (found ? lookUp.run(found.cardNumber) : Promise.resolve());
  return (
    <PageShell>
      <FormPanel>
        <FormField
          id="card"
          label="会员卡号"
          type="number"
          placeholder="12 位"
          maxlength={30}
          value={typed}
          onType={setTyped}
        />
      </FormPanel>
      {lookUp.error && <InlineNote text={errorCatalogue[lookUp.error.code].message} />}
      <ActionButton
        id="look-up"
        look={found ? 'secondary' : 'primary'}
        disabled={lookUp.busy || numberTyped(typed).length < 12}
        onPress={() => void lookUp.run(typed)}
      >
        {lookUp.busy ? '正在查…' : '查这位会员的积分'}
      </ActionButton>
      {found && (
        <View className={styles['found']}>
          <Figures holder={found.holder} />
          <AdjustForm cardNumber={found.cardNumber} onDone={again} />
          <TransferForm fromCardNumber={found.cardNumber} onDone={again} />
          {found.holder.entries.length > 0 && <Recent entries={found.holder.entries} />}
        </View>
      )}
    </PageShell>
  );
}
