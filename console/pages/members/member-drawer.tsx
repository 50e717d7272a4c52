import type { MemberDetail } from '@contracts/office/member-detail';
import { isMemberId, type MemberId } from '@contracts/primitives/ids';
import { addMs } from '@contracts/primitives/time';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Descriptions, Flex, Result, Tabs, Tag, Typography } from 'antd';
import { DetailDrawer } from '../../kit/detail-drawer';
import { dayText, moneyText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { MemberActs } from './parts/member-acts';
import { MemberTimeline } from './parts/member-timeline';
import { CouponList, NoteList, OrderList } from './parts/member-lists';
import { memberTexts } from './texts';
import { MemberNotes } from './voices/member-notes';
import { noteTexts } from './voices/texts';

function Profile({ member }: { member: MemberDetail }) {
  const { none } = useTexts();
  const texts = usePageTexts(memberTexts);
  const { detail } = texts;
  const { card, points, buying, identity } = member;
  const owed = [
    points.pending > 0 && `${detail.pending} ${numberText(points.pending)}`,
    points.debt > 0 && `${detail.debt} ${numberText(points.debt)}`,
  ].filter(Boolean);
  const items = [
    [
      detail.card,
      `${card.planName} ···${card.numberEnd}，${card.expiresAt === null ? detail.forever : detail.until(dayText(card.expiresAt))}`,
    ],
    ...(member.tier === null
      ? []
      : [
          [
            detail.tier,
            detail.tierText(
              member.tier.name,
              numberText(member.tier.growth),
              member.tier.floorUntil && dayText(addMs(member.tier.floorUntil, -1)),
            ),
          ],
        ]),
    [detail.points, [numberText(points.balance), ...owed].join(' · ')],
    [detail.buying, detail.buyingText(buying.orders, moneyText(buying.amountFen))],
    [texts.columns.lastPaid, buying.lastPaidAt === null ? none : dayText(buying.lastPaidAt)],
    [detail.joined, dayText(member.joinedAt)],
    [detail.source, member.source === null ? none : texts.sources[member.source]],
    [detail.leader, member.leaderName ?? none],
    [detail.through, member.joinedThrough ?? none],
    [detail.brought, numberText(member.invites.brought)],
    [detail.broughtBy, member.invites.broughtBy ?? none],
    [detail.birthday, member.birthday ?? none],
    [detail.gender, member.gender === null ? none : (texts.genders[member.gender] ?? none)],
    [detail.wechat, identity.following ? detail.following : detail.notFollowing],
    [detail.subscriptions, numberText(member.consents.subscriptions)],
  ];
  return (
    <Descriptions
      size="small"
      column={2}
      items={items.map(([label, children]) => ({ key: label, label, children }))}
    />
  );
}

function Head({ member }: { member: MemberDetail }) {
  const texts = usePageTexts(memberTexts);
  return (
    <Flex vertical gap="small">
      <Flex gap="small" align="center" wrap>
        <Typography.Title level={2} style={{ fontSize: 18, margin: 0 }}>
          {member.nickname ?? texts.unnamed}
        </Typography.Title>
        <Typography.Text type="secondary">{member.phone}</Typography.Text>
        {member.frozen && <Tag color="error">{`${texts.frozen}：${member.frozen.reason}`}</Tag>}
        {member.closesAt !== null && (
          <Tag color="warning">{`${texts.detail.closes} ${dayText(member.closesAt)}`}</Tag>
        )}
      </Flex>
      <Flex gap="small" wrap>
        {member.tags.length === 0 && (
          <Typography.Text type="secondary">{texts.detail.noTags}</Typography.Text>
        )}
        {member.tags.map((tag) => (
          <Tag key={tag}>{tag}</Tag>
        ))}
      </Flex>
    </Flex>
  );
}

function Detail({ id, onClose }: { id: MemberId; onClose: () => void }) {
  const texts = usePageTexts(memberTexts);
  const said = usePageTexts(noteTexts);
  const client = useQueryClient();
  const detail = useQuery({
    queryKey: ['office', 'member', id],
    queryFn: async () => (await api.office.readMember({ memberId: id })).member,
  });
  const onDone = (): void => {
    void client.invalidateQueries({ queryKey: ['office', 'member', id] });
    void client.invalidateQueries({ queryKey: ['office', 'members'] });
    void client.invalidateQueries({ queryKey: ['office', 'timeline', id] });
    void client.invalidateQueries({ queryKey: ['voice'] });
  };
  return (
    <DetailDrawer title={texts.detail.title} onClose={onClose} detail={detail}>
      {(member) => (
        <Flex vertical gap="middle">
          <Head member={member} />
          <MemberActs member={member} onDone={onDone} />
          <Tabs
            items={[
              { key: 'profile', label: texts.detail.profile, children: <Profile member={member} /> },
              { key: 'timeline', label: texts.detail.timeline, children: <MemberTimeline id={id} /> },
              { key: 'orders', label: texts.detail.orders, children: <OrderList orders={member.orders} /> },
              {
                key: 'coupons',
                label: texts.detail.coupons,
                children: <CouponList coupons={member.coupons} />,
              },
              { key: 'said', label: said.title, children: <MemberNotes id={id} /> },
              { key: 'notes', label: texts.detail.notes, children: <NoteList notes={member.notes} /> },
            ]}
          />
        </Flex>
      )}
    </DetailDrawer>
  );
}

/** An address may say anything; only what is a member's is asked for. */
export function MemberDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { nowhere } = useTexts();
  if (isMemberId(id)) return <Detail id={id} onClose={onClose} />;
  return <Result status="404" title={nowhere.title} />;
}
