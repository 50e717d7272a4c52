import { Text, View } from '@tarojs/components';
import { PageLoading } from '@/components/page/page-loading';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import { StaleNote } from '@/components/page/stale-note';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { referralService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { HeldLeaders } from './held-leaders';
import { AttributionList, HeldList } from './held-list';
import styles from './index.module.scss';
import { RuleEditor } from './rule-form';

const readRule = () => referralService.readRule({});

/** 邀请规则与核实: what members read, the numbers behind it, held friends, and the journal. */
export default function InvitesPage() {
  const { state, reload } = useCall(readRule);
  const again = () => void reload();
  useOnShow(again);
  const inForce = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <StaleNote state={state} onRetry={again} />
      {state.status === 'loading' && <PageLoading card={false} rows={4} />}
      {state.status === 'failed' && <StaffOnly error={state.error} onRetry={again} />}
      {inForce && (
        <>
          {inForce.rule && (
            <>
              <SectionTitle text="会员看到的规则" />
              <View className={styles['panel']}>
                {inForce.lines.map((line) => (
                  <Text key={line}>· {line}</Text>
                ))}
              </View>
            </>
          )}
          <HeldList />
          <HeldLeaders />
          <RuleEditor key={inForce.rule?.version ?? 0} inForce={inForce} onPublished={again} />
          <AttributionList />
        </>
      )}
    </PageShell>
  );
}
