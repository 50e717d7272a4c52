import type { LeaderHoldView } from '@contracts/leader/leader-holds';
import type { ReactNode } from 'react';
import { DecideActs } from '../../../kit/decide-acts';
import { ListPage, type ListColumn } from '../../../kit/list-page';
import { useRefresh } from '../../../kit/use-refresh';
import { momentText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { peopleTexts } from '../texts';

const KEY = ['leader', 'holds'];

export function Holds({ control }: { control: ReactNode }) {
  const { pages } = useTexts();
  const texts = usePageTexts(peopleTexts);
  const refresh = useRefresh(KEY);
  const { columns } = texts;
  const shown: ListColumn<LeaderHoldView>[] = [
    { key: 'leader', title: columns.leader, width: 110, render: ({ leaderName }) => leaderName },
    { key: 'store', title: columns.store, width: 130, render: ({ storeName }) => storeName },
    { key: 'member', title: columns.member, width: 130, render: ({ member }) => member },
    { key: 'awards', title: columns.awards, width: 70, align: 'right', render: ({ awards }) => awards },
    { key: 'held', title: columns.held, width: 170, render: ({ heldAt }) => momentText(heldAt) },
    { key: 'why', title: columns.why, width: 220, render: ({ reason }) => reason },
    {
      key: 'act',
      title: columns.act,
      width: 200,
      render: ({ holdId, leaderName, member }) => (
        <DecideActs
          who={`${leaderName} · ${member}`}
          words={texts}
          decide={(counts, reason, requestId) =>
            api.leader.decideHold({ holdId, decision: counts ? 'release' : 'refuse', reason }, { requestId })
          }
          onDone={refresh}
        />
      ),
    },
  ];
  return (
    <ListPage<LeaderHoldView>
      title={pages.leaders}
      name="holds"
      queryKey={KEY}
      load={async (cursor) => {
        const { holds, nextCursor, now } = await api.leader.listHolds({ cursor });
        return { rows: holds, nextCursor, now };
      }}
      columns={shown}
      rowKey={({ holdId }) => holdId}
      filters={control}
    />
  );
}
