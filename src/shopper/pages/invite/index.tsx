import { Text, View } from '@tarojs/components';
import { useRouter, useShareAppMessage, useShareTimeline } from '@tarojs/taro';
import { useMemo } from 'react';
import { ActionBar } from '@/components/action-bar';
import { ActionButton, actionClass } from '@/components/action-button';
import { IconDisc } from '@/components/icon';
import { InlineNote } from '@/components/inline-note';
import { MembersOnly } from '@/components/page/members-only';
import { PageLoading } from '@/components/page/page-loading';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import type { ReferralApi } from '@contracts/referral/referral';
import { useCall } from '@/hooks/use-call';
import { codesFromParams, joinPath, landingQuery, type LandingCodes } from '@/platform/opening/landing';
import { openJoin, openPoster } from '@/platform/opening/navigation';
import { ShareButton } from '@/platform/share/share-button';
import { isH5 } from '@/platform/target';
import { useOnShow } from '@/platform/use-on-show';
import { referralService } from '@/services';
import { Friends } from './friends';
import styles from './index.module.scss';
import { NameForm } from './name-form';
import { OwnRewards } from './own-rewards';
import { Progress } from './progress';
import { RenewCode } from './renew-code';

type Home = ReturnType<ReferralApi['readHome']>;

const readHome = () => referralService.readHome({});

function Gifts({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <View className={styles['gifts']}>
      <Text className={styles['gifts-title']}>{title}</Text>
      {lines.map((line) => (
        <View key={line} className={styles['gift']}>
          <IconDisc name="check" />
          <Text className={styles['gift-text']}>{line}</Text>
        </View>
      ))}
    </View>
  );
}

/** Every rule, before there is anything to share with. */
const Rules = ({ lines }: { lines: readonly string[] }) => (
  <>
    <SectionTitle text="活动规则" />
    <View className={styles['panel']}>
      {lines.map((line, at) => (
        <Text key={line} className={styles['rule']}>
          {at + 1}. {line}
        </Text>
      ))}
    </View>
  </>
);

function Invite({ home, onChanged }: { home: Home; onChanged: () => void }) {
  const { rule } = home;
  return (
    <>
      {rule ? (
        <>
          <View className={styles['hero']}>
            <Text className={styles['hero-title']}>邀请新邻居，两人都有礼</Text>
            <Gifts title="你得到" lines={rule.inviterGifts} />
            <Gifts title="好友得到" lines={rule.inviteeGifts} />
          </View>
          <Progress home={home} />
          <Rules lines={rule.lines} />
        </>
      ) : (
        <InlineNote text="现在没有进行中的邀请活动。仍可以把会员卡介绍给朋友，只是没有奖励；以前的奖励照旧。" />
      )}
      <NameForm name={home.shownName} onSaved={onChanged} />
      <View className={styles['actions']}>
        <RenewCode onRenewed={onChanged} />
      </View>
      <OwnRewards />
      <Friends total={home.friends} />
      <ActionBar>
        <ShareButton className={actionClass('primary')}>发给好友或微信群</ShareButton>
        <ActionButton id="poster" look={isH5 ? 'primary' : 'quiet'} onPress={() => void openPoster()}>
          生成我的海报
        </ActionButton>
      </ActionBar>
    </>
  );
}

/** Moments opens the page that was shared, with the friend's code: the landing page is a tap away. */
const FromMoments = ({ codes }: { codes: LandingCodes }) => (
  <PageShell>
    <PageNote icon="ticket" title="朋友邀请你入会" text="免费领会员卡和新人券，先看清楚有什么再决定" />
    <ActionButton id="open-landing" onPress={() => void openJoin(codes.leaderCode, codes.inviteCode)}>
      去看看
    </ActionButton>
  </PageShell>
);

export default function InvitePage() {
  const { params } = useRouter();
  const codes = useMemo(() => codesFromParams(params), [params]);
  return codes.inviteCode === null ? <OwnInvite /> : <FromMoments codes={codes} />;
}

/** 邀请有礼: what one gets, how far one is, all the rules, the friends; sharing is in reach from the first screen on. */
function OwnInvite() {
  const { state, reload } = useCall(readHome);
  const again = () => void reload();
  useOnShow(again);
  const home = state.status === 'ready' ? state.snapshot.data : null;
  const title = home
    ? `${home.shownName} 邀你加入${home.brandName}，领会员卡和新人券`
    : '免费领会员卡和新人券';
  useShareAppMessage(() => ({
    title,
    path: joinPath(home?.leaderCode ?? null, home?.inviteCode ?? null),
  }));
  useShareTimeline(() => ({
    title,
    query: landingQuery(home?.leaderCode ?? null, home?.inviteCode ?? null),
  }));

  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {state.status === 'loading' && <PageLoading rows={4} />}
      {state.status === 'failed' && <MembersOnly error={state.error} onRetry={again} />}
      {home && <Invite home={home} onChanged={again} />}
    </PageShell>
  );
}
