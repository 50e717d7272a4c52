import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine, ListNote } from '@/components/card/card';
import { FormPanel } from '@/components/form/form';
import { TextField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import { PagedList } from '@/components/list/paged-list';
import { priceText } from '@/components/order/order-text';
import { PageShell } from '@/components/page/page-shell';
import type { MemberFilterInput } from '@contracts/office/member-filter';
import type { MemberRow, MemberView } from '@contracts/office/members';
import { pointsText } from '@contracts/primitives/points';
import { chinaDateOf } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openImports, openMember } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { officeService } from '@/services';
import { ExportForm } from '../../components/export-form';
import { StaffOnly } from '../../components/staff-only';
import { EMPTY_FILTER } from './filter-draft';
import { FilterForm, type Choices } from './filter-form';

interface Count {
  members: number;
  more: boolean;
}
const countText = ({ members, more }: Count): string =>
  more ? `超过 ${members} 位会员` : `${members} 位会员`;

const Row = ({ row }: { row: MemberRow }) => (
  <Card id={`member-${row.memberId}`} onOpen={() => void openMember(row.memberId)}>
    <CardHead
      title={[row.nickname ?? '会员', row.phone ?? '没有手机号'].join(' ')}
      state={row.frozen ? '已冻结' : undefined}
      tone="bad"
    />
    <CardLine text={`${row.planName} · ${chinaDateOf(row.joinedAt)} 入会`} />
    <CardLine text={`一年 ${row.orders} 单 ${priceText(row.amountFen)}${lastText(row)}`} />
    <CardLine text={`可用券 ${row.coupons} 张 · 积分 ${pointsText(Math.max(0, row.points))}`} />
  </Card>
);

const lastText = ({ lastPaidAt }: MemberRow): string =>
  lastPaidAt === null ? ' · 还没消费' : ` · 最近 ${chinaDateOf(lastPaidAt)}`;

/** The list of one filter: another filter is another list. */
function Members({ filter }: { filter: MemberFilterInput }) {
  const [count, setCount] = useState<Count | null>(null);
  const list = usePagedCall(async (cursor) => {
    const answer = await officeService.listMembers({ filter, cursor });
    if (answer.count) setCount(answer.count);
    return { items: answer.members, nextCursor: answer.nextCursor, now: answer.now };
  });
  return (
    <PagedList
      list={list}
      Failure={StaffOnly}
      keyOf={({ memberId }) => memberId}
      row={(row) => <Row row={row} />}
      head={count && <ListNote text={`${countText(count)} · 几分钟更新一次`} />}
      empty={{ title: '没有这样的会员', text: '换个条件再看；刚入会的几分钟后出现' }}
    />
  );
}

interface ViewsProps {
  views: readonly MemberView[];
  onUse: (filter: MemberFilterInput) => void;
  onRemoved: () => void;
}

const Views = ({ views, onUse, onRemoved }: ViewsProps) => {
  const remove = useAction(async (viewId: string) => {
    await officeService.removeMemberView({ viewId });
    onRemoved();
  });
  return (
    <>
      {remove.error && <InlineNote text={remove.error.message} />}
      {views.map(({ viewId, name, filter }) => (
        <Card key={viewId}>
          <CardHead title={name} />
          <CardActions>
            <ActionButton id={`use-${viewId}`} look="secondary" onPress={() => onUse(filter)}>
              看这些会员
            </ActionButton>
            <ActionButton
              id={`remove-${viewId}`}
              look="quiet"
              disabled={remove.busy}
              onPress={() => void remove.run(viewId)}
            >
              删掉
            </ActionButton>
          </CardActions>
        </Card>
      ))}
    </>
  );
};

interface SearchBarProps {
  isFiltering: boolean;
  onFind: (text: string | null) => void;
  onFilter: () => void;
}

function SearchBar({ isFiltering, onFind, onFilter }: SearchBarProps) {
  const [text, setText] = useState('');
  return (
    <FormPanel>
      <TextField
        id="text"
        label="找会员"
        placeholder="名字、手机号或尾号、卡号"
        maxlength={30}
        isStep
        value={text}
        onType={setText}
      />
      <CardActions>
        <ActionButton id="find" look="secondary" compact onPress={() => onFind(text.trim() || null)}>
          查找
        </ActionButton>
        <ActionButton id="filter" look="quiet" compact onPress={onFilter}>
          {isFiltering ? '收起筛选' : '筛选'}
        </ActionButton>
      </CardActions>
    </FormPanel>
  );
}

/** 会员: everybody, or those of a filter. */
export default function MembersPage() {
  const [draft, setDraft] = useState(EMPTY_FILTER);
  const [filter, setFilter] = useState<MemberFilterInput>({});
  const [isFiltering, setFiltering] = useState(false);
  const { state, reload } = useCall<Choices>(() => officeService.listMemberChoices({}));
  useOnShow(() => void reload());
  const choices = state.status === 'ready' ? state.snapshot.data : null;
  const use = (next: MemberFilterInput) => {
    setFilter(next);
    setFiltering(false);
  };
  return (
    <PageShell>
      <SearchBar
        isFiltering={isFiltering}
        onFind={(text) => use({ ...filter, text })}
        onFilter={() => setFiltering(!isFiltering)}
      />
      {isFiltering && state.status === 'failed' && (
        <StaffOnly error={state.error} onRetry={() => void reload()} />
      )}
      {isFiltering && choices && (
        <>
          <Views views={choices.views} onUse={use} onRemoved={() => void reload()} />
          <FilterForm
            choices={choices}
            draft={draft}
            onUse={(typed, next) => {
              setDraft(typed);
              use(next);
            }}
            onSaved={() => void reload()}
          />
        </>
      )}
      {!isFiltering && (
        <ExportForm
          text="导出这些会员"
          of={filter}
          begin={(wish, by) => officeService.exportMembers({ filter, ...wish }, by)}
        />
      )}
      {!isFiltering && (
        <ActionButton id="imports" look="quiet" onPress={() => void openImports()}>
          导入老会员
        </ActionButton>
      )}
      {!isFiltering && <Members key={JSON.stringify(filter)} filter={filter} />}
    </PageShell>
  );
}
