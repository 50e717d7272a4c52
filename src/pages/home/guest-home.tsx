import { Text, View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { Icon, type IconName } from '@/components/icon';
import { BrandLogo } from '@/components/brand/brand-logo';
import { InlineNote } from '@/components/inline-note';
import { chinaEndText } from '@contracts/primitives/time';
import type { Overview } from '@/hooks/overview-cache';
import type { Snapshot } from '@/hooks/snapshot';
import { useScanToJoin } from '@/hooks/use-scan-to-join';
import { openClaim, openJoin } from '@/platform/opening/navigation';
import styles from './guest-home.module.scss';
import { Stores } from './stores';

const promises: { icon: IconName; text: string }[] = [
  { icon: 'check', text: '免费领一张会员卡，团购享会员价' },
  { icon: 'ticket', text: '入会就送新人券，到期前提醒你' },
  { icon: 'shield', text: '手机号可填可不填，随你' },
];

type GuestOverview = Extract<Overview, { membership: 'none' }>;

/** A card that a payment promised: it comes before any invitation. */
const ClaimBanner = ({ claim }: { claim: NonNullable<GuestOverview['claim']> }) => (
  <InlineNote
    icon="ticket"
    text={`你有一张「${claim.planName}」可以领，${chinaEndText(claim.expiresAt)} 前有效`}
  >
    <ActionButton id="claim" onPress={() => void openClaim(claim.claimId)}>
      去领卡
    </ActionButton>
  </InlineNote>
);

/** The home page of somebody who has not joined yet: an invitation, nothing forced. */
export function GuestHome({ overview, snapshot }: { overview: GuestOverview; snapshot: Snapshot<unknown> }) {
  const { brandName, claim } = overview;
  const scan = useScanToJoin();
  return (
    <>
      {claim && <ClaimBanner claim={claim} />}
      <View className={styles['hero']}>
        <View className={styles['name']}>
          <BrandLogo />
          <Text className={styles['brand']}>{brandName}</Text>
        </View>
        <Text className={styles['hello']}>邻居都在用的会员卡</Text>
        <View className={styles['promises']}>
          {promises.map(({ icon, text }) => (
            <View key={icon} className={styles['promise']}>
              <View className={styles['dot']}>
                <Icon name={icon} />
              </View>
              <Text className={styles['promise-text']}>{text}</Text>
            </View>
          ))}
        </View>
      </View>
      <View className={styles['actions']}>
        <ActionButton id="go-join" onPress={() => void openJoin(null)}>
          看看能领什么
        </ActionButton>
        <ActionButton id="scan" look="secondary" onPress={() => void scan()}>
          <Icon name="scan" className={styles['scan-icon']} />
          扫团长的码入会
        </ActionButton>
      </View>
      <Stores home={snapshot} />
    </>
  );
}
