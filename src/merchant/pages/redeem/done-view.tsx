import { Text } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { ResultView } from '@/components/result/result-view';
import { Ticket } from '@/components/coupon/ticket';
import type { Redemption } from '@contracts/coupon/coupon-desk';
import { errorCatalogue } from '@contracts/errors';
import { yuanText } from '@contracts/primitives/fen';
import { chinaEndText, chinaTimeText } from '@contracts/primitives/time';
import { UndoForm } from './undo-form';
import type { Counter } from './use-desk';

const savedText = ({ terms, savingFen }: Redemption): string => {
  if (terms.kind === 'exchange') return `请交付「${terms.item}」`;
  return savingFen === null ? '请按券面优惠收款' : `本单优惠 ${yuanText(savingFen)} 元`;
};

/** Done, beyond doubt; and for some minutes the way back. */
export function DoneView({ redemption, counter }: { redemption: Redemption; counter: Counter }) {
  const { couponId, turn } = redemption;
  return (
    <>
      <ResultView title="核销成功" text={savedText(redemption)}>
        <ActionButton id="next" onPress={counter.next}>
          扫下一位
        </ActionButton>
      </ResultView>
      <Ticket terms={redemption.terms} faded>
        <Text>{chinaTimeText(redemption.redeemedAt)} 核销</Text>
        <Text>{chinaEndText(redemption.undoUntil)} 前可撤销</Text>
      </Ticket>
      {counter.undo.error && <InlineNote text={errorCatalogue[counter.undo.error.code].message} />}
      <UndoForm
        busy={counter.undo.busy}
        onUndo={(reason) => void counter.undo.run({ couponId, turn, reason })}
      />
    </>
  );
}
