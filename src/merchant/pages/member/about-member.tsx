import { Image } from '@tarojs/components';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { Fact, Facts } from '@/components/facts';
import { priceText } from '@/components/order/order-text';
import { SectionTitle } from '@/components/section-title';
import type { MemberDetail } from '@contracts/office/member-detail';
import { messageKindTexts } from '@contracts/primitives/message-kind-text';
import { pointsText } from '@contracts/primitives/points';
import { chinaDateOf, chinaEndText, chinaTimeText, type Instant } from '@contracts/primitives/time';
import styles from './index.module.scss';
import { lastDayText } from './last-day-text';

const NOTHING = '没有';
/** The coupons that end first; the rest is in the wheel they are taken back by. */
const COUPONS_SHOWN = 5;
const genderText = { female: '女', male: '男' } as const;
const endText = (at: Instant | null): string => (at === null ? '长期有效' : chinaEndText(at));

/** Who it is, and what is known of how. */
export const Who = ({ member }: { member: MemberDetail }) => {
  const { identity, card } = member;
  const known = [
    `${identity.wechatLogins} 个微信`,
    ...(identity.following ? ['关注了公众号'] : []),
    ...(identity.absorbed > 0 ? [`合并过 ${identity.absorbed} 位`] : []),
  ];
  return (
    <>
      <Facts>
        {member.avatarUrl !== null && (
          <Image className={styles['avatar'] ?? ''} src={member.avatarUrl} mode="aspectFill" />
        )}
        <Fact name="名字" value={member.nickname ?? '没填'} />
        <Fact name="手机号" value={member.phone ?? NOTHING} />
        {member.gender !== null && <Fact name="性别" value={genderText[member.gender]} />}
        {member.birthday !== null && <Fact name="生日" value={member.birthday} />}
        <Fact name="入会" value={chinaDateOf(member.joinedAt)} />
        <Fact name="团长" value={member.leaderName ?? NOTHING} />
        {member.joinedThrough !== null && <Fact name="经谁入会" value={member.joinedThrough} />}
        <Fact name="身份" value={known.join('，')} />
        <Fact name="标签" value={tagsText(member)} />
      </Facts>
      {member.tier && <Tier tier={member.tier} />}
      <SectionTitle text="会员卡" />
      <Facts>
        <Fact name={card.planName} value={`尾号 ${card.numberEnd}`} />
        <Fact name="有效期" value={endText(card.expiresAt)} />
      </Facts>
    </>
  );
};

/** Those that came by themselves say so, and so do those kept away. */
function tagsText({ tags, tagMarks }: MemberDetail): string {
  const isByRule = (tag: string) => tagMarks.some((mark) => mark.tag === tag && mark.how === 'rule');
  const theirs = tags.map((tag) => (isByRule(tag) ? `${tag}（自动）` : tag));
  const keptOff = tagMarks.filter((mark) => mark.keptOff).map(({ tag }) => `不打「${tag}」`);
  return [...theirs, ...keptOff].join('、') || NOTHING;
}

const Tier = ({ tier }: { tier: NonNullable<MemberDetail['tier']> }) => (
  <>
    <SectionTitle text="等级" />
    <Facts>
      <Fact name={tier.name} value={`${pointsText(tier.growth)} 成长值`} />
      {tier.pending > 0 && <Fact name="待计入" value={pointsText(tier.pending)} />}
      {tier.floorUntil !== null && <Fact name="手工定级" value={`到 ${lastDayText(tier.floorUntil)}`} />}
    </Facts>
  </>
);

/** What they have and did, the newest of each. */
export const Holdings = ({ member }: { member: MemberDetail }) => (
  <>
    <SectionTitle text="积分与券" />
    <Facts>
      <Fact name="可用积分" value={pointsText(member.points.balance)} />
      {member.points.pending > 0 && <Fact name="待到账" value={pointsText(member.points.pending)} />}
      {member.points.debt > 0 && <Fact name="欠" value={pointsText(member.points.debt)} />}
      <Fact name="可用券" value={`${member.usableCoupons} 张`} />
      {member.coupons.slice(0, COUPONS_SHOWN).map(({ couponId, title, expiresAt }) => (
        <Fact key={couponId} name={title} value={`${chinaEndText(expiresAt)} 到期`} />
      ))}
    </Facts>
    <SectionTitle text="消费" />
    <Facts>
      <Fact name="一年" value={`${member.buying.orders} 单 ${priceText(member.buying.amountFen)}`} />
      {member.orders.map(({ orderId, storeName, amountFen, createdAt }) => (
        <Fact key={orderId} name={`${chinaTimeText(createdAt)} ${storeName}`} value={priceText(amountFen)} />
      ))}
    </Facts>
    <SectionTitle text="邀请与消息" />
    <Facts>
      <Fact name="带来" value={`${member.invites.brought} 位`} />
      {member.invites.broughtBy !== null && <Fact name="由谁带来" value={member.invites.broughtBy} />}
      <Fact name="还能发的订阅消息" value={`${member.consents.subscriptions} 条`} />
      <Fact
        name="不想收的消息"
        value={member.consents.mutedKinds.map((kind) => messageKindTexts[kind]).join('、') || NOTHING}
      />
      {member.messages.map(({ title, createdAt }) => (
        <Fact key={createdAt} name={chinaTimeText(createdAt)} value={title} />
      ))}
    </Facts>
    {member.notes.length > 0 && <SectionTitle text="备注" />}
    {member.notes.map(({ text, byName, at }) => (
      <Card key={at}>
        <CardHead title={text} />
        <CardLine text={`${byName} · ${chinaTimeText(at)}`} />
      </Card>
    ))}
  </>
);
