import type { RefusedGift } from '@contracts/growth/growth';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { navigate } from '../../../app/location';
import { ListPage } from '../../../kit/list-page';
import { momentText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { tierTexts } from './texts';

async function readRefused(cursor: string | null) {
  const { gifts, nextCursor, now } = await api.growth.listRefusedGifts({ cursor });
  return { rows: gifts, nextCursor, now };
}

/** Gifts nothing came of; a row leads to the member, who may have one by hand. */
export function RefusedGifts({ control }: { control: ReactNode }) {
  const { pages } = useTexts();
  const texts = usePageTexts(tierTexts);
  return (
    <ListPage<RefusedGift>
      title={pages.tiers}
      name="refused-gifts"
      queryKey={['growth', 'refused']}
      load={readRefused}
      rowKey={({ id }) => id}
      onOpen={({ memberId }) => navigate(`/members?open=${memberId}`)}
      actions={control}
      filters={<Typography.Text type="secondary">{texts.refusedHint}</Typography.Text>}
      columns={[
        { key: 'at', title: texts.at, width: 180, render: ({ at }) => momentText(at) },
        { key: 'member', title: texts.member, width: 160, render: ({ name }) => name },
        { key: 'kind', title: texts.gift, width: 160, render: ({ kind }) => texts.giftKinds[kind] },
        { key: 'tier', title: texts.fromTier, width: 120, render: ({ tier }) => tier },
        { key: 'pack', title: texts.pack, width: 200, render: ({ pack }) => pack },
        {
          key: 'againAt',
          title: texts.againAt,
          width: 160,
          render: ({ againAt }) => (againAt === null ? '' : momentText(againAt)),
        },
      ]}
    />
  );
}
