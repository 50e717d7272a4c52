import { Card, CardHead, CardLine } from '@/components/card/card';
import { PagedList } from '@/components/list/paged-list';
import { SectionTitle } from '@/components/section-title';
import type { RefusedGift } from '@contracts/growth/growth';
import { giftNames } from '@contracts/primitives/tier/gift-channel';
import { chinaTimeText } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openMember } from '@/platform/opening/navigation';
import { growthService } from '@/services';

const readRefused = async (cursor: string | null) => {
  const { gifts, nextCursor, now } = await growthService.listRefusedGifts({ cursor });
  return { items: gifts, nextCursor, now };
};

const GiftCard = ({ gift }: { gift: RefusedGift }) => (
  <Card onOpen={() => void openMember(gift.memberId)}>
    <CardHead title={gift.name} state={giftNames[gift.kind]} tone="bad" />
    <CardLine text={`${gift.tier} · ${gift.pack} · ${chinaTimeText(gift.at)}`} />
    {gift.againAt !== null && <CardLine text={`${chinaTimeText(gift.againAt)} 再试，不用补发`} />}
  </Card>
);

/** Gifts nothing came of yet: their pack was ended, or is used up and tried again for a fortnight. Whoever should have one gets it by hand, from their page. */
export function RefusedGifts() {
  const list = usePagedCall(readRefused);
  const isAny = list.state.status === 'ready' && list.shown.length > 0;
  return (
    <PagedList
      list={list}
      name="refused"
      outline={0}
      keyOf={({ id }) => id}
      row={(gift) => <GiftCard gift={gift} />}
      empty={null}
      head={isAny && <SectionTitle text="没有发成的会员礼（券包停发或发完了）" />}
    />
  );
}
