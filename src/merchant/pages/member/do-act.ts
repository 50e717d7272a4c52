import type { Question } from '@/components/sheet/confirm-sheet';
import type { MemberDetail } from '@contracts/office/member-detail';
import { pointsText } from '@contracts/primitives/points';
import type { RequestId } from '@contracts/primitives/ids';
import { chinaEndText, startOfChinaDate, type ChinaDate } from '@contracts/primitives/time';
import { couponService, growthService, identityService, officeService, voiceService } from '@/services';
import { memberName } from '../../components/member-picker/member-picker';
import type { Deed } from './act-draft';
import { lastDayText } from './last-day-text';

const endText = (until: ChinaDate | null): string => {
  const end = until && startOfChinaDate(until);
  return end === null ? '' : `保留到 ${lastDayText(end)}，`;
};

const nameOf = ({ nickname, phone }: MemberDetail): string => nickname ?? phone ?? '这位会员';

/** What is asked before; null: it can be taken back, and is done at once. */
export function questionOf(member: MemberDetail, deed: Deed): Question | null {
  const lines = 'reason' in deed ? [`原因：${deed.reason}`] : [];
  switch (deed.act) {
    case 'tag':
    case 'note':
    case 'said':
    case 'same':
      return null;
    case 'freeze':
      return member.frozen
        ? {
            title: `给${nameOf(member)}解冻？`,
            lines: ['马上生效，券和积分又能用了。', ...lines],
            yes: '解冻',
          }
        : { title: `冻结${nameOf(member)}？`, lines: ['马上生效，可以再解冻。', ...lines], yes: '冻结' };
    case 'growth': {
      const verb = deed.growth > 0 ? '补发' : '扣减';
      return {
        title: `给${nameOf(member)}${verb}成长值？`,
        figure: `${verb} ${pointsText(Math.abs(deed.growth))}`,
        lines: ['会员在成长值明细里看到「店家调整」。', ...lines],
        yes: verb,
      };
    }
    case 'floor': {
      const { tier } = member;
      return deed.level === 0
        ? { title: '取消手工定级？', lines: ['马上按成长值重新算等级。', ...lines], yes: '取消定级' }
        : {
            title: `把${nameOf(member)}定为「${tier?.tiers[deed.level] ?? ''}」？`,
            lines: [`${endText(deed.until)}马上生效。`, ...lines],
            yes: '定级',
          };
    }
    case 'revoke': {
      const title = member.coupons.find(({ couponId }) => couponId === deed.couponId)?.title ?? '这张券';
      return { title: `收回「${title}」？`, lines: ['马上不能用，会员会收到通知。', ...lines], yes: '收回' };
    }
    case 'extend': {
      const until = deed.expiresAt === null ? '改为长期有效。' : `到 ${chinaEndText(deed.expiresAt)}。`;
      return { title: '延长会员卡？', lines: [until, '延长后不能缩短。', ...lines], yes: '延长' };
    }
    case 'replace':
      return deed.lostEnd === null
        ? { title: '给这张卡换号？', lines: ['旧卡号马上失效，券和积分不变。', ...lines], yes: '换号' }
        : {
            title: `让尾号 ${deed.lostEnd} 的卡失效？`,
            lines: ['马上失效；正在用的卡号、券和积分不变。', ...lines],
            yes: '让它失效',
          };
    case 'phone':
      return {
        title: '看完整手机号？',
        lines: ['每次查看都会计数并记入操作日志。', ...lines],
        yes: '看号码',
      };
  }
}

/** Does it. @returns what to say then */
export async function doAct(member: MemberDetail, deed: Deed, by: { requestId: RequestId }): Promise<string> {
  const { memberId } = member;
  switch (deed.act) {
    case 'tag': {
      const { add, remove, release, reason } = deed;
      await officeService.tagMember({ memberId, add, remove, release, reason }, by);
      return '标签改好了';
    }
    case 'note':
      await officeService.noteMember({ memberId, text: deed.text }, by);
      return '记下了';
    case 'said': {
      const { kind, text, inDays } = deed;
      await voiceService.writeNote({ memberId, kind, text, inDays }, by);
      return '记下了';
    }
    case 'freeze': {
      const frozen = member.frozen === null;
      await officeService.freezeMember({ memberId, frozen, reason: deed.reason }, by);
      return frozen ? '已冻结' : '已解冻';
    }
    case 'growth': {
      const { growth } = await growthService.adjust(
        { memberId, growth: deed.growth, reason: deed.reason },
        by,
      );
      return `调整好了，共 ${pointsText(growth)} 成长值`;
    }
    case 'floor': {
      const { level, until, reason } = deed;
      const basedOn = member.tier?.floorSetAt ?? null;
      const { tier } = await growthService.setFloor({ memberId, level, until, reason, basedOn }, by);
      return level === 0 ? `已取消，现在是「${tier ?? ''}」` : `已定为「${tier ?? ''}」`;
    }
    case 'revoke':
      return revoke(deed);
    case 'extend':
      await officeService.extendCard({ memberId, expiresAt: deed.expiresAt, reason: deed.reason }, by);
      return '延长了';
    case 'replace': {
      const { lostEnd, reason } = deed;
      const { card } = await officeService.replaceCard({ memberId, lostEnd, reason }, by);
      return lostEnd === null ? `新卡尾号 ${card.numberEnd}` : `尾号 ${lostEnd} 的卡已失效`;
    }
    case 'phone':
      return (await officeService.tellPhone({ memberId, reason: deed.reason }, by)).phone;
    case 'same': {
      const { other, reason } = deed;
      const { status } = await identityService.openCase({ memberId, otherId: other.memberId, reason }, by);
      return status === 'open' ? `已放进身份待办：和${memberName(other)}` : '这两位已经决定过了';
    }
  }
}

async function revoke({ couponId, reason }: Extract<Deed, { act: 'revoke' }>): Promise<string> {
  const selection = { couponIds: [couponId] };
  const { changed } = await couponService.revokeCoupons({ selection, reason, cursor: null });
  return changed > 0 ? '已收回，正在通知会员' : '没有收回：这张券刚被用掉、送出或占用';
}
