import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton, actionClass } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import type { PhoneAnswer } from '@/platform/phone/phone-answer';
import { PhoneButton } from '@/platform/phone/phone-button';
import { identityService, memberService } from '@/services';
import { Row, type Mine } from './linked';
import styles from './index.module.scss';

const noticeText = ({ kind, masked, at }: NonNullable<Mine['phoneNotice']>): string =>
  kind === 'moved_away'
    ? `${chinaTimeText(at)}，另一位微信用户验证了 ${masked}，这个号码已不在你名下。你的卡、券和积分都没有变。如果两个微信都是你的，请告诉店员。`
    : `${masked} 原来登记在另一位会员名下，现在记到了你的名下；对方的卡和券仍归对方。如果两个微信都是你的，请告诉店员。`;

const UNLINK = {
  title: '解除手机号？',
  lines: ['解除后，换了微信就不能用手机号找回会员卡。', '卡、券和积分不变，以后可以再验证。'],
  yes: '解除手机号',
};

/** The phone number: why it came or went, change it, take it off. */
export function Phone({ mine, onChanged }: { mine: Mine; onChanged: () => void }) {
  const [note, setNote] = useState<string | null>(null);
  const link = useAction(async (phoneCode: string) => {
    await memberService.linkPhone({ phoneCode });
    onChanged();
  });
  const { ask, sheet } = useConfirmSheet();
  const unlink = useAction(async () => {
    if (!(await ask(UNLINK))) return;
    await identityService.unlinkPhone({});
    onChanged();
  });
  const onAnswer = (answer: PhoneAnswer) => {
    setNote(answer.kind === 'unavailable' ? '现在取不到手机号，请过会儿再试。' : null);
    if (answer.kind === 'given') void link.run(answer.code);
  };
  const busy = link.busy || unlink.busy;
  const problem = link.error?.message ?? unlink.error?.message ?? note;
  return (
    <>
      <SectionTitle text="手机号" />
      <View className={styles['panel']}>
        {mine.phoneNotice && <InlineNote text={noticeText(mine.phoneNotice)} />}
        {mine.phone === null ? (
          <Text className={styles['line']}>还没有手机号。补上后，换了微信也能找回会员卡。</Text>
        ) : (
          <Row name="已验证" value={mine.phone} />
        )}
        {problem !== null && <InlineNote text={problem} />}
        <PhoneButton
          id="change-phone"
          className={actionClass('secondary', busy)}
          disabled={busy}
          onAnswer={onAnswer}
        >
          {mine.phone === null ? '补充手机号' : '更换手机号'}
        </PhoneButton>
        {mine.phone !== null && (
          <ActionButton
            id="unlink-phone"
            look="quiet"
            disabled={busy}
            onPress={() => void unlink.run(undefined)}
          >
            解除手机号
          </ActionButton>
        )}
      </View>
      {sheet}
    </>
  );
}
