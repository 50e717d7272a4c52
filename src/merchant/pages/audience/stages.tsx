import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine, ListNote } from '@/components/card/card';
import { PageNote } from '@/components/page/page-note';
import { PageWait } from '@/components/page/page-wait';
import { StaleNote } from '@/components/page/stale-note';
import type { LifecycleApi } from '@contracts/audience/lifecycle';
import { chinaTimeText } from '@contracts/primitives/time';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { openNewPush, openSegment, openSegmentJob } from '@/platform/opening/navigation';
import { audienceService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { ChurnCard } from './churn-card';

type Stage = ReturnType<LifecycleApi['readLifecycle']>['stages'][number];

/** What puts somebody there, in a line. */
const says: Readonly<Record<string, string>> = {
  seg_newcomer: '入会 7 天以内',
  seg_active: '30 天里下过 2 到 3 单',
  seg_loyal: '30 天里下过 4 单以上',
  seg_dormant: '超过 30 天没有下单',
  'seg_at-risk': '沉默得比平常久，可能要流失',
  seg_lost: '超过 180 天没有下单',
};

const timesText = ({ times, more }: Stage['entered']): string => (more ? `超过 ${times}` : String(times));

const StageCard = ({ stage: { segmentId, name, members, entered, left } }: { stage: Stage }) => (
  <Card id={`stage-${segmentId}`}>
    <CardHead title={name} state={members === null ? '正在统计' : `${members} 人`} />
    <CardLine text={`自带的算法：${says[segmentId] ?? ''}`} />
    <CardLine text={`本周进入 ${timesText(entered)} 人次，离开 ${timesText(left)} 人次`} />
    {members !== null && (
      <CardActions>
        <ActionButton
          id={`see-${segmentId}`}
          look="secondary"
          compact
          onPress={() => void openSegment(segmentId)}
        >
          看是谁
        </ActionButton>
        <ActionButton
          id={`push-${segmentId}`}
          look="secondary"
          compact
          onPress={() => void openNewPush(segmentId)}
        >
          发推送
        </ActionButton>
        <ActionButton
          id={`act-${segmentId}`}
          look="secondary"
          compact
          onPress={() => void openSegmentJob(segmentId)}
        >
          发券、打标签
        </ActionButton>
      </CardActions>
    )}
  </Card>
);

/** How many are newcomers, active, loyal, dormant, at risk, lost, and who moved this week. */
export function Stages() {
  const { state, reload } = useCall(() => audienceService.readLifecycle({}));
  useLoadOnShow(reload);
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <>
      <StaleNote state={state} onRetry={() => void reload()} />
      <PageWait call={{ state, reload }} rows={5} Failure={StaffOnly} />
      {data && data.stages.length === 0 && (
        <PageNote icon="people" title="还没有统计" text="有了第一位会员，几分钟后就能看到" />
      )}
      {data && data.stages.length > 0 && (
        <>
          <ListNote
            text={`算到 ${chinaTimeText(data.asOf)}；一位会员可能同时在几个阶段里，如已流失的也算沉睡`}
          />
          {data.stages.map((stage) => (
            <StageCard key={stage.segmentId} stage={stage} />
          ))}
          <ChurnCard />
        </>
      )}
    </>
  );
}
