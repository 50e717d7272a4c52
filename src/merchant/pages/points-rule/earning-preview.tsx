import { Text, View } from '@tarojs/components';
import { useEffect, useRef, useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { FormPanel } from '@/components/form/form';
import { MoneyField } from '@/components/form/text-fields';
import { SectionTitle } from '@/components/section-title';
import { errorCatalogue } from '@contracts/errors';
import type { PointsRuleDraft } from '@contracts/points/points-rule';
import { fen } from '@contracts/primitives/fen';
import { fenTyped } from '@contracts/primitives/typed';
import { useAction } from '@/hooks/use-action';
import { pointsService } from '@/services';
import styles from './index.module.scss';

/** `¥88 → 88 积分`, under the rule as it stands in the form. @param draft null: the form makes no rule */
export function EarningPreview({ draft }: { draft: PointsRuleDraft | null }) {
  const [amount, setAmount] = useState('88');
  const [text, setText] = useState<string | null>(null);
  const preview = useAction(async () => {
    const paidFen = fenTyped(amount, 1);
    if (paidFen === null || draft === null) return;
    setText((await pointsService.previewEarning({ paidFen: fen(paidFen), draft })).text);
  });
  const first = useRef(preview.run);
  useEffect(() => void first.current(undefined), []);
  return (
    <>
      <SectionTitle text="试算" />
      <FormPanel>
        <MoneyField id="preview-amount" label="顾客实付" value={amount} onType={setAmount} />
      </FormPanel>
      {text !== null && (
        <View className={styles['preview']} ariaRole="alert">
          <Text>{text}</Text>
        </View>
      )}
      {preview.error && <InlineNote text={errorCatalogue[preview.error.code].message} />}
      <ActionButton
        id="preview"
        look="secondary"
        disabled={preview.busy || draft === null || fenTyped(amount, 1) === null}
        onPress={() => void preview.run(undefined)}
      >
        按上面的规则试算
      </ActionButton>
    </>
  );
}
