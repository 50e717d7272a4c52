import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { errorCatalogue } from '@contracts/errors';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import { cardNumberTyped, numberTyped, wholeTyped } from '@contracts/primitives/typed';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { couponService } from '@/services';
import { TextField } from '../../components/form-fields';
import styles from './index.module.scss';

/** 手工发券: to one member, with the reason, and what became of it. */
export function IssueForm({ templateId, onIssued }: { templateId: CouponTemplateId; onIssued: () => void }) {
  const [card, setCard] = useState('');
  const [quantity, setQuantity] = useState('1');
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<string | null>(null);
  const cardNumber = cardNumberTyped(card);
  const count = wholeTyped(quantity, 1, 10);
  const request = useRequestId();
  const issue = useAction(async () => {
    if (cardNumber === null || count === null) return;
    const input = { cardNumber, templateId, quantity: count, reason };
    const { issued, refused } = await couponService.issueByHand(input, { requestId: request.idFor(input) });
    request.done();
    const [why] = refused;
    setDone(why ? `没有发：${errorCatalogue[why.reason].message}` : `已发 ${issued.length} 张`);
    onIssued();
  });
  const ready = cardNumber !== null && count !== null && reason.trim().length >= 2;
  return (
    <View className={styles['form']}>
      <TextField
        id={`card-${templateId}`}
        label="会员卡号"
        type="number"
        value={card}
        placeholder="12 位"
        onType={setCard}
      />
      {numberTyped(card).length === 12 && cardNumber === null && (
        <Text className={styles['small']}>卡号不对，请核对</Text>
      )}
      <TextField
        id={`count-${templateId}`}
        label="张数"
        type="number"
        value={quantity}
        onType={setQuantity}
      />
      <TextField
        id={`why-${templateId}`}
        label="原因"
        value={reason}
        placeholder="必填，会记入操作日志"
        onType={setReason}
      />
      {done !== null && <InlineNote tone="calm" icon="check" text={done} />}
      {issue.error && <InlineNote text={errorCatalogue[issue.error.code].message} />}
      <ActionButton
        id={`issue-now-${templateId}`}
        look="secondary"
        disabled={!ready || issue.busy}
        onPress={() => void issue.run(undefined)}
      >
        发给这位会员
      </ActionButton>
    </View>
  );
}
