import type { HeldReferral } from '@contracts/referral/referral';
import { useQuery } from '@tanstack/react-query';
import { Card, Skeleton, Typography } from 'antd';
import { DecideActs } from '../../kit/decide-acts';
import { Failure } from '../../kit/failure';
import { ListPage, type ListColumn } from '../../kit/list-page';
import { useRefresh } from '../../kit/use-refresh';
import { momentText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { peopleTexts } from './texts';

const KEY = ['referral'];

/** The rule in force in the words its readers have. */
function Rule() {
  const { list } = useTexts();
  const rule = useQuery({ queryKey: [...KEY, 'rule'], queryFn: () => api.referral.readRule({}) });
  if (rule.isPending) return <Skeleton active paragraph={{ rows: 1 }} title={false} />;
  if (rule.isError) return <Failure error={rule.error} retry={() => void rule.refetch()} />;
  const { lines } = rule.data;
  return (
    <Card size="small" style={{ flex: 1 }}>
      {lines.length === 0 && <Typography.Text type="secondary">{list.empty}</Typography.Text>}
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Card>
  );
}

export default function InvitesPage() {
  const { pages } = useTexts();
  const texts = usePageTexts(peopleTexts);
  const refresh = useRefresh(KEY);
  const { columns } = texts;
  const shown: ListColumn<HeldReferral>[] = [
    { key: 'inviter', title: columns.inviter, width: 150, render: ({ inviter }) => inviter },
    { key: 'friend', title: columns.friend, width: 150, render: ({ friend }) => friend },
    { key: 'joined', title: columns.joined, width: 170, render: ({ joinedAt }) => momentText(joinedAt) },
    { key: 'recent', title: columns.recent, width: 110, align: 'right', render: ({ recent }) => recent },
    {
      key: 'why',
      title: columns.why,
      width: 270,
      render: ({ reason, notes }) => [reason, ...notes].join('；'),
    },
    {
      key: 'act',
      title: columns.act,
      width: 200,
      render: ({ referralId, inviter, friend }) => (
        <DecideActs
          who={`${inviter} → ${friend}`}
          words={texts}
          decide={(counts, reason, requestId) =>
            api.referral.decideHeld(
              { referralId, decision: counts ? 'approve' : 'reject', reason },
              { requestId },
            )
          }
          onDone={refresh}
        />
      ),
    },
  ];
  return (
    <ListPage<HeldReferral>
      title={pages.invites}
      name="invites"
      queryKey={[...KEY, 'held']}
      load={async (cursor) => {
        const { referrals, nextCursor, now } = await api.referral.listHeld({ cursor });
        return { rows: referrals, nextCursor, now };
      }}
      columns={shown}
      rowKey={({ referralId }) => referralId}
      filters={<Rule />}
    />
  );
}
