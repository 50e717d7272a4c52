import { Text, View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { CodePicture } from '@/components/member/code-picture';
import { Countdown } from '@/components/countdown/countdown';
import { InlineNote } from '@/components/inline-note';
import { MembersOnly } from '@/components/page/members-only';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { cardNumberText } from '@contracts/primitives/codes/card-number';
import { memberCodeText } from '@contracts/primitives/codes/member-code';
import type { MemberApi } from '@contracts/member/member';
import type { Snapshot } from '@/hooks/snapshot';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { memberService } from '@/services';
import styles from './index.module.scss';

type Shown = Snapshot<ReturnType<MemberApi['readCode']>>;

const readCode = () => memberService.readCode({});

function Code({ snapshot, onRunOut }: { snapshot: Shown; onRunOut: () => void }) {
  const { code, validUntil } = snapshot.data;
  return (
    <View className={styles['panel']}>
      <View className={styles['bars']} ariaRole="img" ariaLabel="会员条形码">
        <CodePicture kind="bar" text={code} />
      </View>
      <Text className={styles['number']}>{memberCodeText(code)}</Text>
      <View ariaRole="img" ariaLabel="会员二维码">
        <CodePicture kind="qr" text={code} />
      </View>
      <View className={styles['left']}>
        <Countdown expiresAt={validUntil} snapshot={snapshot} onFinish={onRunOut} />
        <Text>后自动换一个</Text>
      </View>
    </View>
  );
}

/** 会员码: held up at the counter. An old one is worth nothing, so it is never shown from a cache. */
export default function MemberCodePage() {
  const { state, loading, reload } = useCall(readCode);
  useOnShow(() => void reload());
  const snapshot = state.status === 'ready' ? state.snapshot : null;
  const problem = state.status === 'ready' ? state.problem : null;
  return (
    <PageShell>
      <PageWait call={{ state, reload }} card rows={2} Failure={MembersOnly} />
      {problem && (
        <InlineNote icon="cloud-off" text="网络不通，新的会员码没取到。可以让店员输入下面的卡号。">
          <ActionButton id="retry" look="secondary" onPress={() => void reload()}>
            再试一次
          </ActionButton>
        </InlineNote>
      )}
      {snapshot && !problem && <Code snapshot={snapshot} onRunOut={() => void reload()} />}
      {snapshot && (
        <View className={styles['fallback']}>
          <Text className={styles['label']}>扫不出来？让店员输入会员卡号</Text>
          <Text className={styles['card-number']}>{cardNumberText(snapshot.data.cardNumber)}</Text>
        </View>
      )}
      {snapshot && (
        <ActionButton id="next-code" look="secondary" disabled={loading} onPress={() => void reload()}>
          {loading ? '正在更换…' : '换一个'}
        </ActionButton>
      )}
    </PageShell>
  );
}
