import { useQuery } from '@tanstack/react-query';
import { Descriptions, Skeleton, Typography } from 'antd';
import { figureText } from '@contracts/primitives/insight/figure-text';
import { chinaTimeText } from '@contracts/primitives/time';
import { Failure } from '../../kit/failure';
import { api } from '../../service';
import { usePageTexts } from '../../texts/use-texts';
import { insightTexts } from './texts';

/** What the shop owes in points, and what of it may never be used. */
export function Liability() {
  const texts = usePageTexts(insightTexts);
  const read = useQuery({
    queryKey: ['insight', 'liability'],
    queryFn: () => api.insight.readLiability({}),
  });
  if (read.isPending) return <Skeleton active />;
  if (read.isError) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const { points, worthFen, breakageRate, expectedBreakage, asOf } = read.data;
  const { liability } = texts;
  return (
    <>
      <Typography.Paragraph type="secondary">{liability.says}</Typography.Paragraph>
      <Descriptions
        bordered
        column={1}
        style={{ maxWidth: 640 }}
        items={[
          { key: 'points', label: liability.points, children: figureText('number', points) },
          {
            key: 'worth',
            label: liability.worth,
            children: worthFen === null ? liability.noOffset : figureText('fen', worthFen),
          },
          { key: 'rate', label: liability.rate, children: figureText('rate', breakageRate) },
          { key: 'expected', label: liability.expected, children: figureText('number', expectedBreakage) },
        ]}
      />
      <Typography.Text type="secondary">{texts.asOf(chinaTimeText(asOf))}</Typography.Text>
    </>
  );
}
