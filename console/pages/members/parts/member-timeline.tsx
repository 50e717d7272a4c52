import type { TimelineEntry } from '@contracts/office/member-detail';
import type { MemberId } from '@contracts/primitives/ids';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton, Timeline, Typography } from 'antd';
import { Failure } from '../../../kit/failure';
import { momentText, moneyText, numberText } from '../../../kit/words';
import { api } from '../../../service';
import { actionText, factTexts, roleName } from '../../../texts/actions';
import { useLanguage, useTexts, type Language } from '../../../texts/use-texts';

function lineOf(
  { what, amountFen, points, coupons, score, storeName }: TimelineEntry,
  language: Language,
): string {
  const words = factTexts[language];
  return [
    words[what] ?? actionText(what, language),
    amountFen !== null && moneyText(amountFen),
    points !== null && `${points > 0 ? '+' : ''}${numberText(points)} ${words['points'] ?? ''}`,
    coupons !== null && `× ${coupons}`,
    score !== null && `${score} / 5`,
    storeName,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** All that happened to a member and was done to them, newest first. */
export function MemberTimeline({ id }: { id: MemberId }) {
  const { list } = useTexts();
  const { language } = useLanguage();
  const timeline = useInfiniteQuery({
    queryKey: ['office', 'timeline', id],
    queryFn: ({ pageParam }) => api.office.readMemberTimeline({ memberId: id, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  if (timeline.isPending) return <Skeleton active />;
  if (timeline.isError) return <Failure error={timeline.error} retry={() => void timeline.refetch()} />;
  const entries = timeline.data.pages.flatMap((page) => page.entries);
  return (
    <>
      <Timeline
        items={entries.map((entry, index) => ({
          key: `${entry.at} ${index}`,
          content: (
            <>
              <div>{lineOf(entry, language)}</div>
              <Typography.Text type="secondary">
                {[momentText(entry.at), entry.by && roleName(entry.by, language), entry.reason]
                  .filter(Boolean)
                  .join(' · ')}
              </Typography.Text>
            </>
          ),
        }))}
      />
      {timeline.hasNextPage && (
        <Button onClick={() => void timeline.fetchNextPage()} loading={timeline.isFetchingNextPage}>
          {list.more}
        </Button>
      )}
    </>
  );
}
