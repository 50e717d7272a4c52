import type { LeaderView } from '@contracts/leader/leader-office';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { ListPage, type ListColumn } from '../../../kit/list-page';
import { ReasonAct } from '../../../kit/reason-act';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { peopleTexts } from '../texts';

const KEY = ['leader'];

function Act({ leader }: { leader: LeaderView }) {
  const texts = usePageTexts(peopleTexts);
  const refresh = useRefresh(KEY);
  const { leaderId, name, storeName, status } = leader;
  const isActive = status === 'active';
  return (
    <ReasonAct
      label={isActive ? texts.pause : texts.resume}
      who={`${name} · ${storeName}`}
      what={isActive ? texts.pauseWhat : texts.resumeWhat}
      isDanger={isActive}
      submit={(reason, requestId) =>
        api.leader.setLeaderStatus(
          { leaderId, status: isActive ? 'paused' : 'active', reason },
          { requestId },
        )
      }
      onDone={refresh}
    />
  );
}

export function Leaders({ control }: { control: ReactNode }) {
  const { pages, none } = useTexts();
  const texts = usePageTexts(peopleTexts);
  const { columns } = texts;
  const shown: ListColumn<LeaderView>[] = [
    { key: 'name', title: columns.name, width: 140, render: ({ name }) => name },
    { key: 'store', title: columns.store, width: 160, render: ({ storeName }) => storeName },
    { key: 'group', title: columns.group, width: 200, render: ({ groupName }) => groupName },
    { key: 'code', title: columns.code, width: 130, render: ({ leaderCode }) => leaderCode },
    {
      key: 'status',
      title: columns.status,
      width: 110,
      render: ({ status }) => (
        <Tag color={status === 'active' ? 'success' : 'default'}>
          {status === 'active' ? texts.active : texts.paused}
        </Tag>
      ),
    },
    { key: 'why', title: columns.why, width: 200, render: ({ reason }) => reason ?? none },
    { key: 'act', title: columns.act, width: 110, render: (row) => <Act leader={row} /> },
  ];
  return (
    <ListPage<LeaderView>
      title={pages.leaders}
      name="leaders"
      queryKey={[...KEY, 'leaders']}
      load={async (cursor) => {
        const { leaders, nextCursor, now } = await api.leader.listLeaders({ cursor });
        return { rows: leaders, nextCursor, now };
      }}
      columns={shown}
      rowKey={({ leaderId }) => leaderId}
      filters={control}
    />
  );
}
