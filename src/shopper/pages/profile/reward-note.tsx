import type { MemberApi } from '@contracts/member/member';
import { InlineNote } from '@/components/inline-note';

type Details = ReturnType<MemberApi['readDetails']>;

const names: Readonly<Record<Details['missing'][number], string>> = {
  nickname: '昵称',
  avatar: '头像',
  birthday: '生日',
};

/** What completing the profile earns, and what is missing; nothing where it earns nothing. */
export function RewardNote({ details: { reward, missing, avatar } }: { details: Details }) {
  if (!reward || (reward.isGiven && missing.length > 0)) return null;
  if (reward.isGiven) return <InlineNote tone="calm" text={`资料已完整，${reward.points} 积分已送`} />;
  const waits = missing.length === 1 && missing[0] === 'avatar' && avatar?.state === 'waiting';
  return (
    <InlineNote
      tone="calm"
      text={
        waits
          ? `头像通过审核后送 ${reward.points} 积分`
          : `还差${missing.map((part) => names[part]).join('、')}，填完整送 ${reward.points} 积分；不填也不影响用卡`
      }
    />
  );
}
