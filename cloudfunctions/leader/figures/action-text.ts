import type { ActionItem } from '../../../contracts/leader/leader-office';

/**
 * What a leader says to the group today. Counts and the shop's own words only: no name, no number, nobody pointed at; no
 * forced sharing, and no promise that is not on the coupons themselves (platform-facts, section 8).
 */
export interface Brief {
  expiringMembers: number;
  expiringCoupons: number;
  waitingClaims: number;
  quietMembers: number;
  rising: number;
  falling: number;
}

interface Words {
  brandName: string;
  storeName: string;
  /** A link into the mini-program; null: there is none now. */
  link: string | null;
}

const withLink = (text: string, link: string | null): string => (link === null ? text : `${text}\n${link}`);

export function actionItems(brief: Brief, { brandName, storeName, link }: Words): ActionItem[] {
  const open = `打开微信小程序「${brandName}」`;
  const items: ActionItem[] = [
    {
      kind: 'coupons',
      count: brief.expiringMembers,
      title: `${brief.expiringMembers} 位成员的券今晚到期`,
      groupText: withLink(
        `【${brandName}】各位邻居，群里有 ${brief.expiringCoupons} 张优惠券今晚 24 点到期，过了就不能用啦。${open}，首页就能看到自己的券和剩余时间，买单时会自动用最划算的一张。`,
        link,
      ),
      headline: '今晚 24 点\n优惠券到期，别忘了用',
    },
    {
      kind: 'falling',
      count: brief.falling,
      title: `${brief.falling} 位成员的等级快到期`,
      groupText: withLink(
        `【${brandName}】会员等级快到评定日的邻居看过来：评定日之前再消费一点，就能保住现在的等级和权益。${open}，在「会员中心」里看自己的等级到哪天、还差多少。`,
        link,
      ),
      headline: '会员等级快到期\n看看还差多少',
    },
    {
      kind: 'rising',
      count: brief.rising,
      title: `${brief.rising} 位成员快升级了`,
      groupText: withLink(
        `【${brandName}】有几位邻居离下一个会员等级只差一点啦，等级越高权益越多。${open}，在「会员中心」里看自己再消费多少就能升级。`,
        link,
      ),
      headline: '再消费一点\n就升级了',
    },
    {
      kind: 'claims',
      count: brief.waitingClaims,
      title: `${storeName}还有 ${brief.waitingClaims} 张会员卡没人领`,
      groupText: withLink(
        `【${brandName}】最近在${storeName}买过单的邻居，你们的会员卡还没领：${open}，首页点一下就能领，那次消费也一起记进来。`,
        link,
      ),
      headline: '买过单的邻居\n你的会员卡还没领',
    },
    {
      kind: 'quiet',
      count: brief.quietMembers,
      title: `${brief.quietMembers} 位成员好久没下单了`,
      groupText: withLink(
        `【${brandName}】好久没见的邻居们，${storeName}的新鲜菜和水果每天都到。${open}，看看手里还有没有能用的券和积分。`,
        link,
      ),
      headline: `好久不见\n${storeName}等你来`,
    },
  ];
  return items.filter(({ count }) => count > 0);
}
