import { Text, View } from '@tarojs/components';
import { IconDisc } from '@/components/icon';
import { InlineNote } from '@/components/inline-note';
import { BrandLogo } from '@/components/brand/brand-logo';
import { SectionTitle } from '@/components/section-title';
import { Ticket } from '@/components/coupon/ticket';
import { allConditions, validityText } from '@/components/coupon/coupon-text';
import type { JoinOffer } from '@contracts/card/card';
import { chinaEndText } from '@contracts/primitives/time';
import { AlreadyMemberBar } from './already-member-bar';
import { JoinBar } from './join-bar';
import type { Landing } from './load-landing';
import styles from './offer-view.module.scss';
import type { Join } from './use-join';

/** An unusable code never stops the join; the shopper is told what it changes. */
const codeNotes: Partial<Record<Landing['codeState'], string>> = {
  paused: '这位团长的码暂停使用了。你仍可以入会，只是不会记在团长名下。',
  unknown: '没有认出这个团码，可能已经失效。你仍可以入会，只是不会记在团长名下。',
};

function Host({ landing }: { landing: Landing }) {
  const { leader, invite } = landing;
  return (
    <View className={styles['host']}>
      <View className={styles['name']}>
        <BrandLogo />
        <Text className={styles['brand']}>{landing.brandName}</Text>
      </View>
      {invite?.inviter && <Text className={styles['leader']}>{invite.inviter.name} 邀请你入会</Text>}
      {leader && (
        <Text className={styles['leader']}>
          {leader.storeName} · 团长 {leader.name}
          {invite?.inviter ? '' : ' 邀请你入会'}
        </Text>
      )}
    </View>
  );
}

/** A friend's invite gives something more; an own or an old code is told so. */
function InviteNote({ invite }: { invite: Landing['invite'] }) {
  if (invite?.viewer === 'inviter')
    return <InlineNote text="这是你自己的邀请卡，发给还没入会的朋友吧。自己打开不计邀请。" />;
  if (invite?.viewer === 'member' && invite.inviter)
    return <InlineNote text="只有新会员才计入朋友的邀请，你已是会员。" />;
  if (invite?.codeState === 'revoked')
    return <InlineNote text="这个邀请码已经更换，入会照常，只是不计入朋友的邀请。" />;
  if (!invite || invite.inviteeLines.length === 0) return null;
  return (
    <View className={styles['plan']}>
      <Text className={styles['plan-name']}>好友邀请礼</Text>
      {invite.inviteeLines.map((line) => (
        <View key={line} className={styles['benefit']}>
          <IconDisc name="check" />
          <Text className={styles['benefit-text']}>{line}</Text>
        </View>
      ))}
    </View>
  );
}

const Plan = ({ plan }: { plan: JoinOffer['plan'] }) => (
  <View className={styles['plan']}>
    <Text className={styles['plan-name']}>{plan.name}</Text>
    {plan.benefits.map((benefit) => (
      <View key={benefit} className={styles['benefit']}>
        <IconDisc name="check" />
        <Text className={styles['benefit-text']}>{benefit}</Text>
      </View>
    ))}
  </View>
);

const OfferTicket = ({ coupon, gone }: { coupon: JoinOffer['coupons'][number]; gone: boolean }) => (
  <Ticket terms={coupon.terms} faded={gone}>
    <Text className={styles['clock']}>{validityText(coupon.validity)}</Text>
    <Text className={styles['condition']}>{allConditions(coupon.terms).slice(1).join('；')}</Text>
  </Ticket>
);

/** What joining gives, all of it, before anything is asked. */
export function OfferView({ landing, join, withGift }: { landing: Landing; join: Join; withGift: boolean }) {
  const note = codeNotes[landing.codeState];
  const { plan, packName, coupons, packRefusal } = landing.offer;
  return (
    <>
      <Host landing={landing} />
      {note !== undefined && <InlineNote text={note} />}
      {landing.claim && (
        <InlineNote
          icon="ticket"
          tone="calm"
          text={`你的首次消费送的会员卡，${chinaEndText(landing.claim.expiresAt)} 前领取，那笔消费一起记入`}
        />
      )}
      {withGift && (
        <InlineNote tone="calm" icon="ticket" text="入会后，朋友送你的券会一起到账，不用再点一次链接" />
      )}
      <InviteNote invite={landing.invite} />
      <Plan plan={plan} />
      {coupons.length > 0 && <SectionTitle text={`${packName} · ${coupons.length} 张`} />}
      {packRefusal !== null && (
        <InlineNote text={`这份券包现在发不了：${packRefusal}。现在入会有会员卡，没有这些券。`} />
      )}
      {coupons.map((coupon) => (
        <OfferTicket key={coupon.terms.templateId} coupon={coupon} gone={packRefusal !== null} />
      ))}
      {landing.viewer === 'member' ? (
        <AlreadyMemberBar />
      ) : (
        <JoinBar join={join} charter={landing.charter !== null} />
      )}
    </>
  );
}
