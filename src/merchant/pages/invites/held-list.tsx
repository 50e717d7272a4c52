import { Text, View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { PageFailure } from '@/components/page/page-failure';
import { PageNote } from '@/components/page/page-note';
import { SectionTitle } from '@/components/section-title';
import { chinaTimeText } from '@contracts/primitives/time';
import type { HeldReferral } from '@contracts/referral/referral';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { usePagedCall } from '@/hooks/use-paged-call';
import { useRequestId } from '@/hooks/use-request-id';
import { referralService } from '@/services';
import { HeldPanel } from './held-panel';
import styles from './index.module.scss';

function Held({ held, onDecided }: { held: HeldReferral; onDecided: () => void }) {
  const request = useRequestId();
  const { referralId } = held;
  return (
    <HeldPanel
      id={referralId}
      title={`${held.inviter} 邀请了 ${held.friend}`}
      lines={[
        `${chinaTimeText(held.joinedAt)} 入会，这位邀请人最近共有 ${held.recent} 位好友入会`,
        held.reason,
        ...held.notes,
      ]}
      yes={{ decision: 'approve', label: '是真的新会员，计入' }}
      no={{ decision: 'reject', label: '不计入' }}
      onDecide={async (decision: 'approve' | 'reject', reason) => {
        const input = { referralId, decision, reason };
        await referralService.decideHeld(input, { requestId: request.idFor(input) });
        onDecided();
      }}
    />
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
