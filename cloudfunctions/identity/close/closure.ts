import { CLOSURE_GRACE_DAYS } from '../../../contracts/identity/closure';

/** What closing an account does, said before. */
export const CLOSURE_CONSEQUENCES = [
  `${CLOSURE_GRACE_DAYS} 天内随时可以取消，到期后无法恢复`,
  '未用的优惠券、积分、消息和订阅次数会全部作废',
  '已兑换还没有自提的商品会取消，积分不退回',
  '昵称、手机号、微信与公众号的关联会被删除，手机号可以重新用来入会',
  '依法需要留存的交易流水会去掉身份信息后保留',
  '以后重新入会，不再赠送新人礼和到过的等级的升级礼',
];
