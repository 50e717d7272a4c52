import { Text, View } from '@tarojs/components';
import { MembersOnly } from '@/components/page/members-only';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import { StaleNote } from '@/components/page/stale-note';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { memberService } from '@/services';
import { Profile } from './profile';
import { Settings } from './settings';
import { Work } from './work';
import styles from './index.module.scss';

const readProfile = () => memberService.readProfile({});

/** 我的: who the merchant thinks I am, and how I like the app. The settings are there for guests, too. */
export default function MePage() {
  const { state, reload } = useCall(readProfile);
  useOnShow(() => void reload());
  return (
    <PageShell>
      <StaleNote state={state} onRetry={() => void reload()} />
      <Work />
      <PageWait call={{ state, reload }} rows={2} Failure={MembersOnly} />
      {state.status === 'ready' && (
        <Profile profile={state.snapshot.data} onPhoneLinked={() => void reload()} />
      )}
      <Settings />
      <View className={styles['sign']}>
        <Text>团卡 · 你的手机号只在店里用来找回会员卡</Text>
      </View>
    </PageShell>
  );
}
