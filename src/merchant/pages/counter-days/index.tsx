import { Text } from '@tarojs/components';
import { useState } from 'react';
import { isChinaDate, type ChinaDate } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { Card, CardHead } from '@/components/card/card';
import { FormPanel } from '@/components/form/form';
import { DateField } from '@/components/form/picked-fields';
import { PagedList } from '@/components/list/paged-list';
import { PageShell } from '@/components/page/page-shell';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openAudit } from '@/platform/opening/navigation';
import { officeService } from '@/services';
import { StaffOnly } from '../../components/staff-only';

interface PeopleProps {
  /** Null: the latest day there is. */
  day: ChinaDate | null;
  onPick: (day: ChinaDate) => void;
}

function People({ day, onPick }: PeopleProps) {
  const [shownDay, setShownDay] = useState('');
  const list = usePagedCall(async (cursor) => {
    const answer = await officeService.listFindings({ day, cursor });
    setShownDay(answer.day);
    return { items: answer.people, nextCursor: answer.nextCursor, now: answer.now };
  });
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ handle }) => handle}
      row={({ name, findings }) => (
        <Card>
          <CardHead title={name} />
          {findings.map(({ kind, text }) => (
            <Text key={kind}>{text}</Text>
          ))}
        </Card>
      )}
      head={
        <FormPanel>
          <DateField
            id="day"
            label="哪一天"
            value={shownDay}
            onPick={(date) => {
              if (isChinaDate(date)) onPick(date);
            }}
          />
        </FormPanel>
      }
      empty={{
        icon: 'check',
        title: '没有异常',
        text: '收现、退款、积分和取消的账单都在平常范围内；几分钟更新一次',
      }}
    />
  );
}

/** 柜台异常: whose day at the counter stands out, and why; what was done is in the log. */
export default function CounterDaysPage() {
  const [day, setDay] = useState<ChinaDate | null>(null);
  return (
    <PageShell>
      <People key={day} day={day} onPick={setDay} />
      <ActionButton id="audit" look="secondary" onPress={() => void openAudit()}>
        看操作日志
      </ActionButton>
    </PageShell>
  );
}
