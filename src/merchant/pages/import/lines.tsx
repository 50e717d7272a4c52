import { useState } from 'react';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { Tabs } from '@/components/list/tabs';
import type { ImportLineView, ImportView } from '@contracts/office/member-imports';
import { pageOf, usePagedCall } from '@/hooks/use-paged-call';
import { officeService } from '@/services';
import { lineState } from '../../components/words/import-text';

const afterwards = [
  { name: 'conflict', text: '冲突' },
  { name: 'reject', text: '有错' },
  { name: 'made', text: '导入了' },
  { name: 'skipped', text: '跳过' },
] as const;
const tabsOf = ({ status }: ImportView) => {
  if (status === 'undone')
    return [
      { name: 'kept', text: '保留' },
      { name: 'undone', text: '已撤销' },
    ] as const;
  if (status === 'applied') return afterwards;
  return [
    { name: 'conflict', text: '冲突' },
    { name: 'reject', text: '有错' },
    { name: 'update', text: '更新' },
    { name: 'create', text: '新会员' },
  ] as const;
};
type Only = ReturnType<typeof tabsOf>[number]['name'];

const Line = ({ line: { line, who, verdict, outcome, why } }: { line: ImportLineView }) => (
  <Card>
    <CardHead
      title={who}
      state={lineState(verdict, outcome)}
      tone={verdict === 'conflict' || verdict === 'reject' ? 'bad' : 'on'}
    />
    <CardLine text={`第 ${line} 行${why === null ? '' : `：${why}`}`} />
  </Card>
);

function List({ importId, only }: { importId: string; only: Only }) {
  const list = usePagedCall(async (cursor) =>
    pageOf(await officeService.listImportLines({ importId, only, cursor }), 'lines'),
  );
  return (
    <PagedList
      list={list}
      keyOf={({ line }) => String(line)}
      row={(line) => <Line line={line} />}
      empty={{ title: '没有这样的行', text: '看看别的一栏' }}
    />
  );
}

/** Each line with what becomes of it: what somebody has to look at comes first. */
export function Lines({ view }: { view: ImportView }) {
  const tabs = tabsOf(view);
  const [only, setOnly] = useState<Only>(tabs[0].name);
  return (
    <>
      <Tabs tabs={tabs} selected={only} onSelect={setOnly} />
      <List key={only} importId={view.importId} only={only} />
    </>
  );
}
