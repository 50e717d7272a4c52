import { figureText } from '@contracts/primitives/insight/figure-text';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { Fact } from '@/components/facts';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { audienceService } from '@/services';

const MONTHS = 6;

/** 流失率 of the last months. Below the stages; alone it asks for no page, and says nothing before there is a month. */
export function ChurnCard() {
  const { state, reload } = useCall(() => audienceService.readLifecycleHistory({ days: 1 }));
  useLoadOnShow(reload);
  const months = state.status === 'ready' ? [...state.snapshot.data.months].reverse() : [];
  if (months.length === 0) return null;
  return (
    <Card id="churn">
      <CardHead title="流失率" />
      {months.slice(0, MONTHS).map(({ month, isOpen, lapsed, rate }) => (
        <Fact
          key={month}
          name={isOpen ? `${month}（还没结束）` : month}
          value={
            rate === null ? `新沉睡 ${lapsed} 人次` : `${figureText('rate', rate)}，新沉睡 ${lapsed} 人次`
          }
        />
      ))}
      <CardLine text="新沉睡的人次 ÷ 月初下过单、没有沉睡的会员；月初没有统计的月份只有人次。" />
    </Card>
  );
}
