import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { TopActions } from '@/components/card/top-actions';
import { validityText } from '@/components/coupon/coupon-text';
import type { PackView } from '@contracts/coupon/coupon-admin';
import { instant } from '@contracts/primitives/time';
import { usePagedCall } from '@/hooks/use-paged-call';
import { openPack } from '@/platform/opening/navigation';
import { couponService } from '@/services';
import { packChannelText, packStatusText } from '../../components/words/pack-text';
import { StaffList } from '../../components/staff-list';

const PackCard = ({ pack }: { pack: PackView }) => (
  <Card id={`pack-${pack.packId}`} onOpen={() => void openPack(pack.packId)}>
    <CardHead title={pack.name} state={`${packChannelText(pack.channel)} · ${packStatusText[pack.status]}`} />
    {pack.items.map(({ terms, validity, quantity }, position) => (
      <CardLine
        key={position}
        text={`${terms.title}${quantity > 1 ? ` ×${quantity}` : ''}，${validityText(validity)}`}
      />
    ))}
  </Card>
);

/** 券包: what each occasion gives, with the clock of every step. */
export default function PacksPage() {
  const list = usePagedCall(async (cursor) => {
    const { packs, nextCursor } = await couponService.listPacks({ cursor });
    return { items: packs, nextCursor, now: instant(Date.now()) };
  });
  return (
    <StaffList
      list={list}
      keyOf={({ packId }) => packId}
      row={(pack) => <PackCard pack={pack} />}
      empty={{ title: '还没有券包', text: '新建一个，入会时就能发' }}
      head={
        <TopActions>
          <ActionButton id="new-pack" onPress={() => void openPack(null)}>
            新建券包
          </ActionButton>
        </TopActions>
      }
    />
  );
}
