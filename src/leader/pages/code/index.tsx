import { Image, Text, View } from '@tarojs/components';
import { useShareAppMessage } from '@tarojs/taro';
import { useEffect } from 'react';
import { actionClass } from '@/components/action-button';
import { PageFailure } from '@/components/page-failure';
import { PageLoading } from '@/components/page-loading';
import { PageNote } from '@/components/page-note';
import { PageShell } from '@/components/page-shell';
import { StaleNote } from '@/components/stale-note';
import type { LeaderApi } from '@contracts/leader';
import { useCall } from '@/hooks/use-call';
import { joinPath } from '@/platform/landing';
import { holdUpCode } from '@/platform/hold-up-code';
import { ShareButton } from '@/platform/share-button';
import { useOnShow } from '@/platform/use-on-show';
import { leaderService } from '@/services';
import styles from './index.module.scss';

type LeaderCodeView = ReturnType<LeaderApi['readMyCode']>;

const readMyCode = () => leaderService.readMyCode({});
const isNoLeader = (code: string): boolean => code === 'not_allowed' || code === 'not_a_member';
const pictureOf = (code: LeaderCodeView): string => `data:image/png;base64,${code.pngBase64}`;

function CodeCard({ code }: { code: LeaderCodeView }) {
  useEffect(
    () =>
      holdUpCode({
        path: code.page,
        scene: code.scene,
        title: `${code.storeName} · ${code.leaderName}`,
        dataUrl: pictureOf(code),
      }),
    [code],
  );
  return (
    <View className={styles['card']}>
      <Text className={styles['store']}>{code.storeName}</Text>
      <Text className={styles['leader']}>团长 {code.leaderName}</Text>
      <Image className={styles['picture'] ?? ''} src={pictureOf(code)} showMenuByLongpress ariaLabel="团码" />
      <Text className={styles['how']}>请邻居打开微信「扫一扫」，扫这个码领会员卡和新人券</Text>
    </View>
  );
}

/** 我的团码: what a leader shows to bring shoppers in. */
export default function LeaderCodePage() {
  const { state, reload } = useCall(readMyCode);
  useOnShow(() => void reload());
  const code = state.status === 'ready' ? state.snapshot.data : null;
  useShareAppMessage(() => ({
    title: code ? `${code.storeName}：免费领会员卡和新人券` : '免费领会员卡和新人券',
    path: joinPath(code?.leaderCode ?? null),
  }));

  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      {state.status === 'loading' && <PageLoading rows={1} />}
      {state.status === 'failed' &&
        (isNoLeader(state.error.code) ? (
          <PageNote icon="code" title="你还不是团长" text="团长才有团码。想带邻居一起团，请和店里联系。" />
        ) : (
          <PageFailure error={state.error} onRetry={() => void reload()} />
        ))}
      {code && (
        <>
          <CodeCard code={code} />
          <ShareButton className={actionClass('primary')}>转发到微信群</ShareButton>
        </>
      )}
    </PageShell>
  );
}
