import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, type PropsWithChildren } from 'react';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { CouponTicket } from '@/components/coupon/coupon-ticket';
import { Icon } from '@/components/icon';
import { InlineNote } from '@/components/inline-note';
import { MemberCard } from '@/components/member/member-card';
import { SectionTitle } from '@/components/section-title';
import type { Snapshot } from '@/hooks/snapshot';
import { useAction } from '@/hooks/use-action';
import type { ReminderPrompt } from '@/hooks/use-reminder-prompt';
import { openHome } from '@/platform/opening/navigation';
import styles from './joined-view.module.scss';
import type { JoinResult } from './use-join';

const phoneNotes: Record<JoinResult['phone'], string | null> = {
  not_given: null,
  verified: null,
  code_expired: '入会成功了，只是手机号授权过期没记上。有空在「我的」里再点一次就好。',
  taken_over: '这个手机号原来登记在另一位会员名下，现在记到了你的名下；对方的卡和券仍归对方。',
  unavailable: '入会成功了，只是现在取不到手机号。以后可以在「我的」里补上。',
};

const headlines: Record<JoinResult['outcome'], { title: string; text: string }> = {
  joined: { title: '入会成功', text: '卡和券都放进来了' },
  already_member: { title: '你已是会员', text: '卡和券都还在，没有变化' },
};

interface JoinedViewProps {
  brandName: string;
  /** What the coupons came in, by the merchant's own name for it: 新人券包, 首单礼包. */
  packName: string;
  joined: Snapshot<JoinResult>;
  prompt: ReminderPrompt;
}

/** The result of a join: the card, and the coupons already ticking. */
export function JoinedView({
  brandName,
  packName,
  joined,
  prompt,
  children,
}: PropsWithChildren<JoinedViewProps>) {
  // The offer may have been scrolled down to its last line.
  useEffect(() => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 }), []);
  const { outcome, member, coupons, phone } = joined.data;
  const headline = headlines[outcome];
  const phoneNote = phoneNotes[phone];
  // WeChat opens its sheet only from inside this tap: ask first, then leave, whatever the answer was.
  const remindAndGo = useAction(async () => {
    const { recorded } = await prompt.ask();
    recorded.catch(() => undefined); // without it the reminders are in the inbox only
    await openHome();
  });

  return (
    <>
      <View className={styles['headline']} ariaRole="status">
        <View className={styles['tick']}>
          <Icon name="check" />
        </View>
        <View>
          <Text className={styles['title']}>{headline.title}</Text>
          <Text className={styles['text']}>{headline.text}</Text>
        </View>
      </View>
      {phoneNote !== null && <InlineNote icon="phone" text={phoneNote} />}
      {children}
      <MemberCard brandName={brandName} member={member} />
      {coupons.length > 0 && (
        <SectionTitle text={outcome === 'joined' ? `${packName}，已经开始计时` : '还能用的券'} />
      )}
      {coupons.map((coupon) => (
        <CouponTicket key={coupon.id} coupon={coupon} snapshot={joined} />
      ))}
      <ActionBar>
        <ActionButton
          id="remind-and-go"
          disabled={remindAndGo.busy}
          onPress={() => void remindAndGo.run(undefined)}
        >
          收下，到期前提醒我
        </ActionButton>
        <ActionButton id="just-go" look="quiet" onPress={() => void openHome()}>
          不用提醒，去首页
        </ActionButton>
      </ActionBar>
    </>
  );
}
