import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { FormPanel } from '@/components/form/form';
import { SelectField } from '@/components/form/picked-fields';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import type { ImportView } from '@contracts/office/member-imports';
import type { ImportField } from '@contracts/office/kept-values';
import { isCardPlanId } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { officeService } from '@/services';
import { fieldTexts } from '../../components/words/import-text';

const SKIP = { id: 'skip' as const, name: '不导入' };
const isField = (id: string): id is ImportField => id in fieldTexts;
const options = [
  SKIP,
  ...Object.keys(fieldTexts)
    .filter(isField)
    .map((id) => ({ id, name: fieldTexts[id] })),
];

interface ColumnsFormProps {
  view: ImportView;
  plans: readonly { id: string; name: string }[];
  onStarted: () => void;
}

/** Which column is what, as far as the headings did not say it; then the dry run. */
export function ColumnsForm({ view, plans, onStarted }: ColumnsFormProps) {
  const [isOpen, setOpen] = useState(view.status === 'read');
  const [mapping, setMapping] = useState(view.columns.map(({ field }) => field));
  const [planId, setPlanId] = useState(view.planId ?? plans[0]?.id ?? null);
  const request = useRequestId();
  const check = useAction(async () => {
    if (!isCardPlanId(planId)) return;
    const wish = { importId: view.importId, mapping, planId };
    await officeService.checkImport(wish, { requestId: request.idFor(wish) });
    request.done();
    onStarted();
  });
  if (!isOpen)
    return (
      <ActionButton id="open-columns" look="quiet" onPress={() => setOpen(true)}>
        改对应的列，再试一次
      </ActionButton>
    );
  // A field stands for one column: picked again, the first one lets go of it.
  const pick = (at: number, id: ImportField | 'skip') =>
    setMapping(
      mapping.map((field, n) => (n === at ? (id === 'skip' ? null : id) : field === id ? null : field)),
    );
  const names = mapping.some((field) => field === 'phone' || field === 'oldCard');
  return (
    <>
      <SectionTitle text="每一列是什么" />
      <FormPanel>
        {view.columns.map(({ heading, samples }, at) => (
          <SelectField
            key={`${at}-${heading}`}
            id={`column-${at}`}
            label={heading === '' ? `第 ${at + 1} 列` : heading}
            options={options}
            chosen={mapping[at] ?? SKIP.id}
            hint={samples.filter((sample) => sample !== '').join('、') || '前几行是空的'}
            onPick={(id) => pick(at, id)}
          />
        ))}
        <SelectField id="plan" label="发哪张卡" options={plans} chosen={planId} onPick={setPlanId} />
        {!names && <InlineNote text="要有一列是手机号或原卡号" />}
        {check.error && <InlineNote text={check.error.message} />}
        <ActionButton
          id="check-import"
          disabled={check.busy || !names || planId === null}
          onPress={() => void check.run(undefined)}
        >
          试运行
        </ActionButton>
      </FormPanel>
    </>
  );
}
