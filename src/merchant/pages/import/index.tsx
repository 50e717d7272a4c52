import { useEffect } from 'react';
import { useRouter } from '@tarojs/taro';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { DetailPage } from '@/components/detail/detail-page';
import { InlineNote } from '@/components/inline-note';
import type { ImportView } from '@contracts/office/member-imports';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { cardService, officeService } from '@/services';
import { StaffOnly } from '../../components/staff-only';
import { countLines, isRunning, resultText, statusTexts } from '../../components/words/import-text';
import { Lines } from './lines';
import { ColumnsForm } from './columns-form';
import { StepForm } from './step-form';

interface OpenedProps {
  view: ImportView;
  again: () => void;
}

/** While a step runs the page works at it; whoever leaves finds the sweep has gone on. */
function Running({ view, again }: OpenedProps) {
  const go = useAction(async () => {
    await officeService.continueImport({ importId: view.importId });
    again();
  });
  const { run, error } = go;
  const { status, done } = view;
  useEffect(() => {
    if (isRunning(status)) void run(undefined);
  }, [run, status, done]);
  return error ? <InlineNote text={`${error.message} 后台会接着做，可以离开这里。`} /> : null;
}

const hasVerdicts = ({ status }: ImportView): boolean => !['uploading', 'read', 'gone'].includes(status);

function Opened({ view, plans, again }: OpenedProps & { plans: readonly { id: string; name: string }[] }) {
  return (
    <>
      <Card>
        <CardHead title={view.name} state={statusTexts[view.status]} />
        <CardLine text={resultText(view)} />
        {hasVerdicts(view) && countLines(view.counts).map((line) => <CardLine key={line} text={line} />)}
        {view.status === 'applied' && view.undoUntil !== null && (
          <CardLine text={`${chinaTimeText(view.undoUntil)} 之前可以撤销没用过的`} />
        )}
      </Card>
      <Running view={view} again={again} />
      {(view.status === 'read' || view.status === 'checked') && (
        <ColumnsForm key={view.status} view={view} plans={plans} onStarted={again} />
      )}
      <StepForm view={view} onStarted={again} />
      {hasVerdicts(view) && !isRunning(view.status) && <Lines key={view.status} view={view} />}
    </>
  );
}

/** 导入名单: its columns, the dry run of each line, and what became of them. */
export default function ImportPage() {
  const { params } = useRouter();
  const importId = params['id'] ?? '';
  const call = useCall(async () => {
    const [{ import: view }, { plans }] = await Promise.all([
      officeService.readImport({ importId }),
      cardService.listPlans({}),
    ]);
    const given = plans.filter(({ open }) => open);
    return {
      view,
      plans: [
        ...given.filter(({ isDefault }) => isDefault),
        ...given.filter(({ isDefault }) => !isDefault),
      ].map(({ planId, terms: { name } }) => ({ id: planId, name })),
    };
  });
  return (
    <DetailPage call={call} Failure={StaffOnly} outline={5}>
      {({ view, plans }, again) => <Opened view={view} plans={plans} again={again} />}
    </DetailPage>
  );
}
