import { Image, Text, View } from '@tarojs/components';
import { useShareAppMessage } from '@tarojs/taro';
import { useEffect, useMemo, useState } from 'react';
import { ActionButton, actionClass } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import type { PosterText } from '@/components/poster/draw-poster';
import { Poster } from '@/components/poster/poster';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import type { LeaderApi } from '@contracts/leader/leader';
import { chinaEndText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { copyText } from '@/platform/share/clipboard';
import { shareWithGroup } from '@/platform/opening/entry';
import { joinPath } from '@/platform/opening/landing';
import { holdUpCode } from '@/platform/scan/hold-up-code';
import { openTeam, openToday } from '@/platform/opening/navigation';
import { ShareButton } from '@/platform/share/share-button';
import { useOnShow } from '@/platform/use-on-show';
import { leaderService } from '@/services';
import { LeadersOnly } from '../../components/leaders-only';
import styles from './index.module.scss';

type LeaderCodeView = ReturnType<LeaderApi['readMyCode']>;

const readMyCode = () => leaderService.readMyCode({});
const pictureOf = (code: LeaderCodeView): string => `data:image/png;base64,${code.pngBase64}`;

const posterTextOf = (code: LeaderCodeView): PosterText => ({
  brand: code.brandName,
  headline: '邻里会员卡\n新人券一起领',
  host: `${code.storeName} · 团长 ${code.leaderName}`,
  lines: [],
  foot: '微信扫一扫',
  hint: '入会免费，券的条件领前都能看到',
});

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

/** For where WeChat's cards do not go: a text message, a notice board. */
function CopyLink() {
  const [until, setUntil] = useState<string | null>(null);
  const copy = useAction(async () => {
    const { url, expiresAt } = await leaderService.makeLink({});
    await copyText(url);
    setUntil(chinaEndText(expiresAt));
  });
  return (
    <>
      <ActionButton id="link" look="secondary" disabled={copy.busy} onPress={() => void copy.run(undefined)}>
        复制短链接（微信外也能打开）
      </ActionButton>
      {until !== null && (
        <InlineNote tone="calm" icon="check" text={`链接已复制，${until} 前有效。海报请用团码，不会过期。`} />
      )}
      {copy.error && <InlineNote text={copy.error.message} />}
    </>
  );
}

function Tools({ code }: { code: LeaderCodeView }) {
  const [poster, setPoster] = useState(false);
  const text = useMemo(() => posterTextOf(code), [code]);
  return (
    <View className={styles['tools']}>
      <ShareButton className={actionClass('primary')}>转发到微信群</ShareButton>
      <ActionButton id="poster" look="secondary" onPress={() => setPoster(!poster)}>
        {poster ? '收起海报' : '生成海报'}
      </ActionButton>
      {poster && (
        <Poster
          id="code-poster"
          look="aside"
          label={`${code.storeName}的团码海报`}
          codeUrl={pictureOf(code)}
          text={text}
        />
      )}
      <CopyLink />
    </View>
  );
}

/** 我的团码: what a leader shows to bring shoppers in, and the way to the team. */
export default function LeaderCodePage() {
  const { state, reload } = useCall(readMyCode);
  useOnShow(() => void reload());
  useEffect(shareWithGroup, []);
  const code = state.status === 'ready' ? state.snapshot.data : null;
  useShareAppMessage(() => ({
    title: code ? `${code.storeName}：免费领会员卡和新人券` : '免费领会员卡和新人券',
    path: joinPath(code?.leaderCode ?? null),
  }));

  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} card rows={1} Failure={LeadersOnly} />
      {code && (
        <>
          {code.status === 'paused' && (
            <InlineNote text="你的团码暂停使用了：扫码的人仍可入会，但不记在你名下。请联系店里。" />
          )}
          <CodeCard code={code} />
          {code.status === 'active' && <Tools code={code} />}
          <SectionTitle text="我的团队" />
          <View className={styles['tools']}>
            <ActionButton id="today" onPress={() => void openToday()}>
              今天做什么
            </ActionButton>
            <ActionButton id="team" look="secondary" onPress={() => void openTeam()}>
              团队和业绩
            </ActionButton>
          </View>
        </>
      )}
    </PageShell>
  );
}
