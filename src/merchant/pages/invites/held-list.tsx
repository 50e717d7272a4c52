import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageFailure } from '@/components/page-failure';
import { PageNote } from '@/components/page-note';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import type { HeldReferral } from '@contracts/referral';
import { useAction } from '@/hooks/use-action';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { usePagedCall } from '@/hooks/use-paged-call';
import { useRequestId } from '@/hooks/use-request-id';
import { referralService } from '@/services';
import styles from './index.module.scss';

function Held({ held, onDecided }: { held: HeldReferral; onDecided: () => void }) {
  const [reason, setReason] = useState('');
  const request = useRequestId();
  const decide = useAction(async (decision: 'approve' | 'reject') => {
    const input = { referralId: held.referralId, decision, reason: reason.trim() };
    await referralService.decideHeld(input, { requestId: request.idFor(input) });
    onDecided();
  });
  const ready = reason.trim().length >= 2 && !decide.busy;
  return (
    <View className={styles['panel']}>
      <Text className={styles['strong']}>
        {held.inviter} 邀请了 {held.friend}
      </Text>
      <Text className={styles['soft']}>
        {chinaTimeText(held.joinedAt)} 入会，这位邀请人最近共有 {held.recent} 位好友入会
      </Text>
      <Text className={styles['soft']}>{held.reason}</Text>
      <Input
        id={`reason-${held.referralId}`}
        className={styles['words'] ?? ''}
        value={reason}
        placeholder="核实的依据，至少两个字，记入日志"
        ariaLabel="核实的依据"
        onInput={(event) => setReason(event.detail.value)}
      />
      {decide.error && <InlineNote text={decide.error.message} />}
      <ActionButton id="approve" disabled={!ready} onPress={() => void decide.run('approve')}>
        是真的新会员，计入
      </ActionButton>
      <ActionButton id="reject" look="quiet" disabled={!ready} onPress={() => void decide.run('reject')}>
        不计入
      </ActionButton>
    </View>
  );
}

/** Friends who came in a burst: nothing is dropped, somebody decides. */
export function HeldList() {
  const list = usePagedCall(async (cursor) => {
    const { referrals, nextCursor, now } = await referralService.listHeld({ cursor });
    return { items: referrals, nextCursor, now };
  });
  const { state, reload } = list;
  const again = () => void reload();
  useLoadOnShow(reload);
  return (
    <>
      <SectionTitle text="待核实的邀请" />
      {state.status === 'failed' && <PageFailure error={state.error} onRetry={again} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote icon="check" title="没有待核实的邀请" text="短时间入会的好友特别多时，会先放在这里" />
      )}
      {list.shown.map((held) => (
        <Held key={held.referralId} held={held} onDecided={again} />
      ))}
      {list.hasMore && (
        <ActionButton id="more-held" look="quiet" disabled={list.loading} onPress={list.showMore}>
          再看一些
        </ActionButton>
      )}
    </>
  );
}

/** 归属记录: who is attributed whom, and why. */
export function AttributionList() {
  const list = usePagedCall(async (cursor) => {
    const { attributions, nextCursor, now } = await referralService.listAttributions({ cursor });
    return { items: attributions, nextCursor, now };
  });
  const { state, reload } = list;
  useLoadOnShow(reload);
  return (
    <>
      <SectionTitle text="归属记录" />
      {state.status === 'failed' && <PageFailure error={state.error} onRetry={() => void reload()} />}
      {state.status === 'ready' && list.shown.length === 0 && (
        <PageNote
          icon="empty"
          title="还没有记录"
          text="有人通过团码或邀请入会后，记给谁、为什么，都写在这里"
        />
      )}
      {list.shown.map(({ id, at, memberId, text }) => (
        <View key={id} className={styles['panel']}>
          <Text>{text}</Text>
          <Text className={styles['soft']}>
            {chinaTimeText(at)} · 会员 …{memberId.slice(-6)}
          </Text>
        </View>
      ))}
      {list.hasMore && (
        <ActionButton id="more-attributions" look="quiet" disabled={list.loading} onPress={list.showMore}>
          再看一些
        </ActionButton>
      )}
    </>
  );
}
