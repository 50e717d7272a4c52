import { Text, View } from '@tarojs/components';
import type { PropsWithChildren } from 'react';
import { ActionButton } from '@/components/action-button';
import { allConditions, expiryText } from '@/components/coupon/coupon-text';
import { InlineNote } from '@/components/inline-note';
import { PageNote } from '@/components/page/page-note';
import { SectionTitle } from '@/components/section-title';
import { Ticket } from '@/components/coupon/ticket';
import type { DeskCoupon } from '@contracts/coupon/coupon-desk';
import { yuanText } from '@contracts/primitives/fen';
import { errorCatalogue } from '@contracts/errors';
import styles from './index.module.scss';
import { UndoForm } from './undo-form';
import type { Counter, DeskStep } from './use-desk';

/** What the clerk has to see to by eye: the threshold, when no amount was typed. */
function confirmText({ terms }: DeskCoupon): string {
  if (terms.kind === 'exchange') return `交付「${terms.item}」并核销`;
  return terms.thresholdFen === 0 ? '核销这张券' : `已满 ${yuanText(terms.thresholdFen)} 元，核销`;
}

function CouponAtDesk({ coupon, counter }: { coupon: DeskCoupon; counter: Counter }) {
  const { undoable } = coupon;
  return (
    <View className={styles['coupon']}>
      <Ticket terms={coupon.terms} faded={coupon.refusal !== null}>
        <Text>{expiryText(coupon.expiresAt)}</Text>
        <Text className={styles['conditions']}>{allConditions(coupon.terms).join('；')}</Text>
      </Ticket>
      {coupon.refusal !== null && <InlineNote text={coupon.refusal} />}
      {coupon.refusal === null && (
        <ActionButton
          id={`redeem-${coupon.id}`}
          disabled={counter.redeem.busy}
          onPress={() => void counter.redeem.run(coupon)}
        >
          {counter.redeem.busy ? '正在核销…' : confirmText(coupon)}
        </ActionButton>
      )}
      {undoable && (
        <UndoForm
          busy={counter.undo.busy}
          onUndo={(reason) => void counter.undo.run({ couponId: coupon.id, turn: undoable.turn, reason })}
        />
      )}
    </View>
  );
}

/** Whose coupons these are, and of each whether it may be redeemed, and if not, why. */
export function FoundView({
  found,
  counter,
  children,
}: PropsWithChildren<{
  found: Extract<DeskStep, { kind: 'found' }>['found'];
  counter: Counter;
}>) {
  const { member, coupons } = found;
  const error = counter.redeem.error ?? counter.undo.error;
  return (
    <>
      <SectionTitle text={`${member.nickname ?? '会员'} ${member.phone ?? ''} · ${member.planName}`} />
      {error && <InlineNote text={errorCatalogue[error.code].message} />}
      {coupons.length === 0 && (
        <PageNote icon="empty" title="没有能用的券" text="这位会员现在没有可核销的券" />
      )}
      {coupons.map((coupon) => (
        <CouponAtDesk key={coupon.id} coupon={coupon} counter={counter} />
      ))}
      {children}
      <ActionButton id="next" look="quiet" onPress={counter.next}>
        返回，扫下一位
      </ActionButton>
    </>
  );
}
