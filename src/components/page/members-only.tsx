import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import type { TuankaError } from '@contracts/errors';
import { useCall } from '@/hooks/use-call';
import { openJoin } from '@/platform/opening/navigation';
import { memberService } from '@/services';
import { ActionButton } from '../action-button';
import { IconDisc } from '../icon';
import styles from './members-only.module.scss';
import { PageFailure } from './page-failure';
import { PageNote } from './page-note';

interface MembersOnlyProps {
  error: TuankaError;
  onRetry: () => void;
}

const readOffer = async () => (await memberService.resolveCode({ leaderCode: null })).offer;

/** What a guest could have here, instead of an empty gate: the card's benefits and every coupon joining gives. */
function Offer() {
  const { state, reload } = useCall(readOffer);
  useEffect(() => void reload(), [reload]);
  if (state.status !== 'ready') return null;
  const { plan, coupons, packRefusal } = state.snapshot.data;
  const gifts = packRefusal === null ? coupons.map(({ terms }) => terms.title) : [];
  return (
    <View className={styles['offer']}>
      <Text className={styles['title']}>入会就有「{plan.name}」</Text>
      {[...plan.benefits, ...gifts].map((line, at) => (
        <View key={at} className={styles['line']}>
          <IconDisc name="check" />
          <Text className={styles['text']}>{line}</Text>
        </View>
      ))}
    </View>
  );
}

/** A failed load on a page for members: a guest sees what joining gives, anybody else reads what went wrong. */
export const MembersOnly = ({ error, onRetry }: MembersOnlyProps) =>
  error.code === 'not_a_member' ? (
    <PageNote icon="card" title="先领一张会员卡吧" text="入会免费，卡、券和消息都会放在这里">
      <Offer />
      <ActionButton id="go-join" onPress={() => void openJoin(null)}>
        看看能领什么
      </ActionButton>
    </PageNote>
  ) : (
    <PageFailure error={error} onRetry={onRetry} />
  );
