import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { TopActions } from '@/components/card/top-actions';
import { FormBody, FormPanel } from '@/components/form/form';
import { useForm } from '@/components/form/draft/use-form';
import { ChipsField, DateField } from '@/components/form/picked-fields';
import { Submit } from '@/components/form/submit';
import { TextField } from '@/components/form/text-fields';
import { pickedIn, typedIn } from '@/components/form/tied';
import type { ExportPeriod } from '@contracts/primitives/clock/export-period';
import type { PeriodList } from '@contracts/office/kept-values';
import { chinaDateOf, type Instant } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { officeService } from '@/services';
import { exportFormats, listsToExport } from '../../components/words/export-text';
import { checkList, EMPTY_LIST } from './list-draft';

interface ListFormProps {
  now: Instant;
  onAsked: () => void;
}

function Fields({ now, onAsked }: ListFormProps) {
  const [list, setList] = useState<PeriodList>('orders');
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const form = useForm({ first: EMPTY_LIST, check: checkList });
  const { draft, change } = form;
  const request = useRequestId();
  const today = chinaDateOf(now);
  const begin = useAction(async (days: { period: ExportPeriod; reason: string }) => {
    const wish = { list, format, ...days };
    await officeService.exportList(wish, { requestId: request.idFor(wish) });
    request.done();
    form.saved(EMPTY_LIST);
    onAsked();
  });
  return (
    <FormBody form={form}>
      <FormPanel>
        <ChipsField id="list" label="什么" options={listsToExport} chosen={[list]} onToggle={setList} />
        <DateField
          id="from"
          label="第一天"
          {...pickedIn(draft, change, 'from')}
          end={today}
          opensAt={today}
        />
        <DateField
          id="until"
          label="最后一天"
          {...pickedIn(draft, change, 'until')}
          end={today}
          opensAt={today}
        />
        <ChipsField
          id="list-format"
          label="格式"
          options={exportFormats}
          chosen={[format]}
          onToggle={setFormat}
        />
        <TextField
          id="list-reason"
          label="用途"
          placeholder="会记在操作日志里"
          maxlength={90}
          {...typedIn(draft, change, 'reason')}
        />
        <Submit
          id="export-list"
          text="开始导出"
          busyText="正在提交…"
          form={form}
          busy={begin.busy}
          error={begin.error}
          onSave={(days) => void begin.run(days)}
        />
      </FormPanel>
    </FormBody>
  );
}

/** Other lists than the members’ as a file: which, of which days, and why. */
export function ListForm(props: ListFormProps) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen)
    return (
      <Fields
        {...props}
        onAsked={() => {
          setOpen(false);
          props.onAsked();
        }}
      />
    );
  return (
    <TopActions>
      <ActionButton id="open-list" look="secondary" onPress={() => setOpen(true)}>
        导出订单、券、积分
      </ActionButton>
    </TopActions>
  );
}
