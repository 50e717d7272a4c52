import { Text, View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { CouponTicket } from '@/components/coupon/coupon-ticket';
import { Icon, type IconName } from '@/components/icon';
import { MemberCard } from '@/components/member/member-card';
import { SectionTitle } from '@/components/section-title';
import { Tappable } from '@/components/tappable';
import { yuanText } from '@contracts/primitives/fen';
import type { Instant } from '@contracts/primitives/time';
import type { Overview } from '@/hooks/overview-cache';
import type { Snapshot } from '@/hooks/snapshot';
import { useScanToJoin } from '@/hooks/use-scan-to-join';
import {
  openBuy,
  openCoupon,
  openCouponCentre,
  openCoupons,
  openInvite,
  openMemberCode,
  openTier,
} from '@/platform/opening/navigation';
import styles from './member-home.module.scss';
import { PlaySummary } from './play-summary';
import { PointsSummary } from './points-summary';
import { Stores } from './stores';
import { useHomePlay } from './use-home-play';
import { useHomeTier, type HomeTier } from './use-home-tier';

type MemberOverview = Extract<Overview, { membership: 'member' }>;

interface MemberHomeProps {
  overview: MemberOverview;
  snapshot: Snapshot<{ now: Instant }>;
  onCouponFinish: () => void;
}

const countText = ({ usableCount, hasMore }: MemberOverview['coupons']): string =>
  `${usableCount}${hasMore ? '+' : ''}`;

function CouponSummary({ coupons }: { coupons: MemberOverview['coupons'] }) {
  return (
    <Tappable id="coupons" className={styles['summary']} onPress={() => void openCoupons()}>
      <View className={styles['badge']}>
        <Icon name="ticket" />
      </View>
      <View className={styles['summary-text']}>
        <Text className={styles['count']}>{countText(coupons)} 张优惠券可用</Text>
        {coupons.usableCount > 0 && (
          <Text className={styles['worth']}>
            {coupons.hasMore ? '至少可省' : '合计可省'} ¥{yuanText(coupons.worthFen)}
          </Text>
        )}
      </View>
      <Text className={styles['all']}>全部</Text>
      <Icon name="chevron" />
    </Tappable>
  );
}

/** Nothing while it is not known, and where there are no tiers. */
const TierSummary = ({ tier }: { tier: HomeTier | null }) =>
  tier && (
    <Tappable id="tier" className={styles['summary']} onPress={() => void openTier()}>
      <View className={styles['badge']}>
        <Icon name="card" />
      </View>
      <View className={styles['summary-text']}>
        <Text className={styles['count']}>会员中心</Text>
        <Text className={styles['worth']}>{tier.text}</Text>
      </View>
      <Icon name="chevron" />
    </Tappable>
  );

interface Way {
  id: string;
  icon: IconName;
  text: string;
  open: () => unknown;
}

const ways: readonly Way[] = [
  { id: 'buy', icon: 'pay', text: '买单', open: openBuy },
  { id: 'centre', icon: 'ticket', text: '领券', open: openCouponCentre },
  { id: 'invite', icon: 'people', text: '邀请', open: openInvite },
];

/** What a shopper came for, one tap away and above the fold. */
const Ways = ({ onScan }: { onScan: () => void }) => (
  <View className={styles['ways']}>
    {[{ id: 'scan', icon: 'scan', text: '扫一扫', open: onScan } as const, ...ways].map(
      ({ id, icon, text, open }) => (
        <Tappable key={id} id={id} className={styles['way']} onPress={() => void open()}>
          <Icon name={icon} />
          <Text>{text}</Text>
        </Tappable>
      ),
    )}
  </View>
);

export function MemberHome({ overview, snapshot, onCouponFinish }: MemberHomeProps) {
  const scan = useScanToJoin();
  const tier = useHomeTier(snapshot);
  const play = useHomePlay(snapshot);
  const { coupons } = overview;
  return (
    <>
      <MemberCard
        brandName={overview.brandName}
        member={overview.member}
        tier={tier}
        badges={play?.badges ?? []}
      />
      <View className={styles['code']}>
        <ActionButton id="member-code" onPress={() => void openMemberCode()}>
          会员码
        </ActionButton>
      </View>
      <Ways onScan={() => void scan()} />
      <CouponSummary coupons={coupons} />
      <TierSummary tier={tier} />
      <PointsSummary home={snapshot} />
      <PlaySummary play={play} />
      {coupons.nearest.length > 0 && <SectionTitle text="最先到期" />}
      {coupons.nearest.map((coupon) => (
        <CouponTicket
          key={coupon.id}
          coupon={coupon}
          snapshot={snapshot}
          onPress={() => void openCoupon(coupon.id)}
          onFinish={onCouponFinish}
        />
      ))}
      <Stores home={snapshot} />
    </>
  );
}
