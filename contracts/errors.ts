import { HOUR_MS, MINUTE_MS, type Instant } from './primitives/time';

/**
 * The closed error catalogue. Programs switch on the code; people read the Chinese text.
 * `kind` tells what sort of trouble it is; `retryable` tells the client that the same request may be sent again.
 */
export type ErrorKind = 'invalid' | 'forbidden' | 'not_found' | 'conflict' | 'unavailable' | 'internal';

interface ErrorEntry {
  kind: ErrorKind;
  retryable: boolean;
  message: string;
}

const entry = (kind: ErrorKind, message: string, retryable = false) => ({ kind, message, retryable });

export const errorCatalogue = {
  invalid_input: entry('invalid', '提交的内容不完整或格式不对，请检查后再试'),
  request_changed: entry('conflict', '内容改过了，上一次提交可能已经生效，请返回查看后再提交'),
  content_refused: entry('invalid', '有文字没有通过微信的内容检查，没有保存，请换个说法'),
  content_unchecked: entry('unavailable', '微信暂时不能检查文字内容，没有保存，请稍后再试', true),
  content_visit: entry(
    'conflict',
    '微信要求写的人两小时内打开过小程序：请在手机上打开一次小程序，再回来保存',
  ),
  picture_unfit: entry('invalid', '这张图片不能用，请换一张不超过 200 KB 的 JPG 或 PNG'),
  birthday_invalid: entry('invalid', '请填写真实的生日'),
  birthday_fixed: entry('conflict', '生日一年只能改一次'),
  unknown_operation: entry('invalid', '当前版本太旧，请重启小程序后再试'),
  not_in_wechat: entry('forbidden', '请在微信里打开'),
  not_a_member: entry('forbidden', '你还不是会员，先领一张会员卡吧'),
  not_allowed: entry('forbidden', '你没有这项权限'),
  not_your_store: entry('forbidden', '你没有被分配到这家门店，请联系店主或运营'),
  staff_not_found: entry('not_found', '没有找到这位员工'),
  staff_changed: entry('conflict', '这位员工刚被别人改过，请刷新后再改'),
  staff_already: entry('conflict', '你已经是店里的员工了，要换角色请找店主'),
  staff_invitation_not_found: entry('not_found', '没有找到这份员工邀请，可能链接不完整'),
  staff_invitation_over: entry('conflict', '这份员工邀请已失效，请让店里再发一份'),
  staff_invitation_own: entry('forbidden', '不能邀请自己的另一个微信号，请由店主来邀请'),
  last_owner: entry('conflict', '这是最后一位店主，先设好另一位店主才能改'),
  owner_exists: entry('conflict', '店里已经有店主了，请找店主邀请你'),
  setup_code_wrong: entry('forbidden', '设置码不对或已过期，重新部署会打印新的'),
  console_session_over: entry('forbidden', '登录已失效，请重新扫码登录'),
  console_login_not_found: entry('not_found', '没有找到这个登录码，可能已过期，请在电脑上刷新'),
  console_login_over: entry('conflict', '这个登录码已失效，请在电脑上刷新后再扫'),
  console_login_not_yours: entry('forbidden', '这是别人的登录，只能由本人确认'),
  console_number_wrong: entry('conflict', '两边的数字不一样，请核对是不是你面前的电脑'),
  console_second_look: entry('forbidden', '这一步需要用手机再扫一次码确认'),
  settings_changed: entry('conflict', '设置刚被别人改过，请返回重新打开再改'),
  setting_version_not_found: entry('not_found', '没有找到这一版设置'),
  offer_not_open: entry('conflict', '商家暂未开放领卡，请稍后再来'),
  card_plan_not_found: entry('not_found', '没有找到这个卡方案'),
  card_plan_changed: entry('conflict', '卡方案刚被别人改过，请返回重新打开再改'),
  card_plan_closed: entry('conflict', '这个卡方案已停止发卡，请先恢复'),
  member_not_found: entry('not_found', '没有找到这位会员，可能已经注销'),
  member_without_phone: entry('conflict', '这位会员没有手机号'),
  member_tags_full: entry('conflict', '一位会员最多 50 个标签'),
  member_frozen: entry('forbidden', '你的会员卡已被商家冻结，可以查看，暂时不能使用，请联系商家'),
  owner_frozen: entry('forbidden', '这位会员已被冻结，权益不能使用或变动，请联系运营'),
  export_not_found: entry('not_found', '没有找到这份导出，可能已过期'),
  export_not_ready: entry('conflict', '文件还在生成，请稍后再下载', true),
  import_not_found: entry('not_found', '没有找到这份导入'),
  member_view_changed: entry('conflict', '这个常用筛选刚被别人改过，请刷新后再存'),
  import_not_now: entry('conflict', '这份导入已经到下一步了，请刷新后再看'),
  import_unreadable: entry('invalid', '读不出这个文件，请另存为 xlsx 或 CSV（不加密）再试'),
  card_never_shortened: entry('conflict', '会员卡有效期只能延长，不能缩短'),
  same_member: entry('conflict', '这两个已经是同一位会员'),
  member_views_full: entry('conflict', '常用筛选已经存满了，先删掉不用的'),
  coupon_not_found: entry('not_found', '没有找到这张优惠券'),
  coupon_already_used: entry('conflict', '这张券已经用过了'),
  coupon_locked: entry('conflict', '这张券正在另一笔订单里使用'),
  coupon_offered: entry('conflict', '这张券正在转赠中，先取消转赠再用'),
  coupon_given: entry('conflict', '这张券已经送给朋友了'),
  coupon_revoked: entry('conflict', '这张券已被商家收回'),
  coupon_not_started: entry('conflict', '这张券还没到可用时间'),
  coupon_expired: entry('conflict', '这张券已经过期'),
  coupon_wrong_store: entry('conflict', '这张券不能在这家门店使用'),
  coupon_wrong_plan: entry('conflict', '你的会员卡不能使用这张券'),
  coupon_wrong_category: entry('conflict', '这单没有这张券能用的商品'),
  coupon_below_threshold: entry('conflict', '还没达到这张券的使用门槛'),
  coupon_at_counter: entry('conflict', '兑换券请到店出示，由店员核销'),
  coupon_saves_nothing: entry('conflict', '这单用这张券省不了钱'),
  coupon_not_transferable: entry('forbidden', '这张券不能转送'),
  coupon_not_open: entry('conflict', '这张券现在不发放'),
  coupon_too_many: entry('conflict', '一次发不了这么多张，请分几次发或分成几个券包'),
  coupon_sold_out: entry('conflict', '已抢完，下次早点来'),
  coupon_sold_out_today: entry('conflict', '今天的已抢完，明天再来'),
  coupon_limit_reached: entry('conflict', '你已经领到上限了'),
  coupon_limit_today: entry('conflict', '今天已经领过了，明天再来'),
  coupon_window_over: entry('conflict', '这张券的使用时间已经过了'),
  coupon_undo_too_late: entry('conflict', '已超过可撤销的时间，请联系运营处理'),
  coupon_template_not_found: entry('not_found', '没有找到这个券'),
  coupon_member_limit_missing: entry('invalid', '自己领的券请填每人限几张，或选「每人不限张数」'),
  coupon_template_changed: entry('conflict', '这个券刚被别人改过，请重新打开再改'),
  coupon_limits_fixed: entry('conflict', '已发放的券只能加量，不能减量或改成限量'),
  coupon_pack_not_found: entry('not_found', '没有找到这个券包'),
  coupon_pack_promised: entry('conflict', '会员章程写着这个券包，请另建一个，再到等级规则里换上'),
  coupon_never_shortened: entry('conflict', '有效期只能延长，不能缩短'),
  offer_not_found: entry('not_found', '没有找到这份转赠，可能链接不完整'),
  offer_withdrawn: entry('conflict', '朋友已收回这份转赠'),
  offer_taken: entry('conflict', '这张券已被别人领走'),
  offer_own: entry('conflict', '这是你自己送出的券，发给朋友吧'),
  coupon_redeemed_since: entry('conflict', '这张券刚刚有变化，请重新扫一次'),
  points_not_enough: entry('conflict', '积分不够了，看看积分明细吧'),
  reward_not_found: entry('not_found', '没有找到这个兑换商品'),
  reward_changed: entry('conflict', '这个商品刚被别人改过，请重新打开再改'),
  reward_not_open: entry('conflict', '这个商品现在不能兑换'),
  reward_sold_out: entry('conflict', '来晚一步，已经兑完了'),
  reward_limit_reached: entry('conflict', '你已兑换到上限，每人限量'),
  reward_limit_today: entry('conflict', '今天已兑换到上限，明天再来吧'),
  reward_for_tier: entry('conflict', '这件是其他等级会员专享的'),
  reward_needs_store: entry('invalid', '请选择自提门店'),
  redemption_not_found: entry('not_found', '没有找到这张兑换单，请核对 12 位兑换码'),
  redemption_done: entry('conflict', '这张兑换单已核销'),
  redemption_cancelled: entry('conflict', '这张兑换单已取消，积分已退回'),
  growth_gift_unknown: entry('invalid', '礼遇里的券包没有发布，或等级不存在，请重新选'),
  segment_not_found: entry('not_found', '没有找到这个人群'),
  audience_not_found: entry('not_found', '没有找到这份名单'),
  segment_not_ready: entry('conflict', '这个人群还在统计，请稍后再试', true),
  segment_changed: entry('conflict', '人群刚被别人改过，请返回重新打开再改'),
  segment_circular: entry('invalid', '人群不能用到它自己'),
  journey_not_found: entry('not_found', '没有找到这个旅程'),
  journey_changed: entry('conflict', '旅程刚被别人改过，请返回重新打开再改'),
  journeys_full: entry('conflict', '旅程已经有 100 个，先改用已有的'),
  journey_unfit: entry('invalid', '旅程还有问题没有解决，不能发布'),
  journey_over: entry('conflict', '这个旅程已经结束了，请新建一个'),
  journey_paused: entry('conflict', '这个旅程暂停了，先恢复运行'),
  journey_not_published: entry('conflict', '这个旅程还没有运行，请先发布'),
  experiment_not_found: entry('not_found', '没有找到这个实验'),
  experiment_running: entry('conflict', '这个旅程已经有一个实验在进行，先结束它'),
  experiment_unfit: entry('invalid', '这样试不出结果：要有对照组，或选已发布的分流'),
  journey_task_not_found: entry('not_found', '没有找到这个待办，可能会员已注销'),
  journey_run_not_found: entry('not_found', '没有找到这位会员在旅程里的记录'),
  service_note_not_found: entry('not_found', '没有找到这条服务记录，可能会员已注销'),
  segment_built_in: entry('conflict', '这是自带的人群，可以改，不能删'),
  segment_in_use: entry('conflict', '有别的人群、自动标签、运行中的旅程或没发完的推送用到它，先改掉那里再删'),
  tag_changed: entry('conflict', '这个标签刚被别人改过，请返回重新打开再改'),
  tag_circular: entry('invalid', '这个人群要看这个标签，标签不能再跟着它'),
  tags_full: entry('conflict', '标签最多 200 个，其中自动的最多 40 个'),
  job_not_found: entry('not_found', '没有找到这次操作'),
  job_over: entry('conflict', '这次操作已经结束，或太久没有开始，请重新来一次'),
  job_not_undoable: entry('conflict', '只有打标签可以撤销，而且要在 30 天内'),
  segments_full: entry('conflict', '人群已经有 100 个，先改用已有的'),
  privilege_not_usable: entry('conflict', '这项权益现在不能用，请刷新后再看'),
  privilege_undo_too_late: entry('conflict', '已超过可撤销的时间，请联系运营处理'),
  privilege_use_undone: entry('conflict', '这次使用已经撤销，还要用请再点一次'),
  privilege_used_up: entry('conflict', '这项权益本期次数已用完'),
  growth_no_tiers: entry('not_found', '还没有发布等级规则'),
  growth_not_enough: entry('conflict', '没有这么多成长值可扣'),
  growth_start_too_early: entry('invalid', '章程的变化要提前 7 天公布，请选晚一点的日子'),
  charter_changed_meanwhile: entry('conflict', '章程刚刚更新了，请刷新后再看一遍'),
  growth_floor_invalid: entry('invalid', '等级或截止日期不对，请重新选'),
  growth_floor_changed: entry('conflict', '等级刚被别人定过，请刷新后再定'),
  rule_changed_meanwhile: entry('conflict', '规则刚被别人改过，请刷新后再改'),
  check_in_closed: entry('conflict', '签到活动现在没有开放'),
  check_in_tomorrow: entry('conflict', '今天注销过账号，明天起可以签到'),
  make_up_not_possible: entry('conflict', '这一天不能补签，只能补最近漏签的日子'),
  make_up_limit: entry('conflict', '这个月的补签次数用完了'),
  make_up_no_card: entry('conflict', '没有补签卡了'),
  wheel_closed: entry('conflict', '转盘抽奖现在没有开放'),
  draw_no_chance: entry('conflict', '没有抽奖机会了'),
  draw_limit_today: entry('conflict', '今天的抽奖次数用完了，明天再来吧'),
  draw_limit_total: entry('conflict', '本次活动的抽奖次数用完了'),
  draw_not_for_staff: entry('forbidden', '商家的员工不能参加抽奖'),
  visit_closed: entry('conflict', '到店礼现在没有开放'),
  visit_tomorrow: entry('conflict', '这位会员今天注销过账号，明天起可以领到店礼'),
  task_closed: entry('conflict', '这个任务现在没有开放'),
  task_not_done: entry('conflict', '任务还没有完成，做完再来领'),
  chance_limit_today: entry('conflict', '今天换的抽奖机会已到上限'),
  play_prize_unknown: entry('invalid', '奖品里的券包没有发布，或还没有积分规则，请重新选'),
  stock_not_lowered: entry('conflict', '库存只能增加，不能减少'),
  points_released: entry('conflict', '这笔订单已取消，请重新下单'),
  store_not_found: entry('not_found', '没有找到这家门店'),
  store_closed: entry('conflict', '这家门店暂停营业，现在不能下单、兑换和核销优惠券'),
  store_changed: entry('conflict', '门店资料刚被别人改过，请返回重新打开再改'),
  store_name_too_long: entry('invalid', '门店名太长，付款时微信显示不下，请短一些'),
  order_not_found: entry('not_found', '没有找到这笔订单'),
  bill_own: entry('forbidden', '开单或收款的人不能把这张账单记在自己名下，请同事来开单、收款'),
  review_not_found: entry('not_found', '没有找到这条待复核'),
  own_affair: entry('forbidden', '与自己有关的事，请由另一位运营或店主来办'),
  review_own: entry('forbidden', '要由另一个人来复核，不能自己确认自己'),
  review_expired: entry('conflict', '这条待复核已过期，请重新提交'),
  review_rejected: entry('conflict', '这条待复核已被退回'),
  review_asker_left: entry('conflict', '发起这条的人已不是这家门店的店员，请退回后由在岗的店员重新提交'),
  review_confirmed: entry('conflict', '这条已经复核通过了'),
  order_expired: entry('conflict', '这张账单已失效，请让店员重新开单'),
  order_taken: entry('conflict', '这张账单已由另一位顾客支付'),
  order_closed: entry('conflict', '这笔订单已取消，请重新下单'),
  order_already_paid: entry('conflict', '这笔订单已经付过款了'),
  order_paid_at_counter: entry('conflict', '店员刚收过这笔钱了，不用再付'),
  fulfillment_code_wrong: entry('not_found', '提货码不对，请顾客重新打开订单页再扫一次'),
  nothing_to_fulfill: entry('conflict', '这笔订单没有要交付的商品，或者已经退款'),
  order_not_paid: entry('conflict', '这笔订单还没有付款'),
  quote_changed: entry('conflict', '优惠有变化，请核对新的应付金额'),
  payment_in_progress: entry('conflict', '这笔订单正在支付，请稍等', true),
  payment_not_configured: entry('unavailable', '商家还没有开通微信支付，请在收银台付款'),
  payment_refused: entry('unavailable', '微信支付没有受理，请稍后再试或换一种方式付款'),
  refund_too_much: entry('conflict', '退款金额超过了可退金额'),
  refund_units_back: entry('conflict', '这几件已经退过了'),
  refund_changed: entry('conflict', '可退金额有变化，请重新核对'),
  refund_nothing: entry('conflict', '这几件没有付过钱，也没有用优惠券和积分，没有可退的'),
  refund_not_possible: entry('conflict', '这笔订单现在不能退款'),
  refund_not_found: entry('not_found', '没有找到这笔退款'),
  refund_over: entry('conflict', '这笔退款已经有结果了，请刷新再看'),
  refund_on_its_way: entry('conflict', '微信支付正在处理这笔退款，请等它的结果'),
  issue_rule_not_found: entry('not_found', '没有找到这条发卡规则'),
  issue_priority_taken: entry('conflict', '已有规则用了这个优先级，请换一个数'),
  claim_not_found: entry('not_found', '没有找到这个领卡资格'),
  claim_expired: entry('conflict', '领卡资格已过期'),
  claim_withdrawn: entry('conflict', '订单已退款，领卡资格已收回'),
  claim_already_used: entry('conflict', '这张会员卡已经领过了'),
  invite_rule_invalid: entry('invalid', '奖励里的券包没有找到或没有发布'),
  referral_not_held: entry('conflict', '这条邀请已经处理过了'),
  invite_missing: entry('not_found', '没有找到这个邀请码'),
  message_not_found: entry('not_found', '没有找到这条消息'),
  card_not_found: entry('not_found', '没有找到这个卡号，请核对卡上的 12 位数字'),
  member_code_unknown: entry('not_found', '这不是有效的会员码，请让顾客打开「会员码」再扫'),
  member_code_expired: entry('conflict', '这个会员码已过期，请让顾客出示屏幕上最新的码'),
  member_code_used: entry('conflict', '这个会员码已用过，请让顾客刷新会员码再扫'),
  leader_already: entry('conflict', '你已经是团长了'),
  leader_not_found: entry('not_found', '没有找到这位团长'),
  leader_paused: entry('conflict', '你的团码暂停使用了，请联系店里'),
  leader_phone_needed: entry('invalid', '请先授权手机号，方便店里联系你'),
  application_waiting: entry('conflict', '你的申请正在审核，请耐心等消息'),
  application_not_found: entry('not_found', '没有找到这份申请'),
  application_decided: entry('conflict', '这份申请已经处理过了，请刷新再看'),
  handover_to_same: entry('invalid', '请选另一位团长来接手'),
  leader_hold_decided: entry('conflict', '这条业绩已经处理过了'),
  handover_running: entry('conflict', '这位团长的团队正在交接，请几分钟后再试'),
  decision_not_found: entry('not_found', '没有找到这项待办，可能已被处理'),
  merge_not_found: entry('not_found', '没有找到这次合并'),
  merge_not_undoable: entry('conflict', '这次合并已不能撤销：超过 30 天、账户已注销，或之后又合并过'),
  closure_blocked: entry('conflict', '现在还不能注销账户，请先处理页面上列出的事项'),
  official_account_missing: entry('unavailable', '还没有配置公众号'),
  push_not_found: entry('not_found', '没有找到这次推送'),
  push_not_open: entry('conflict', '这次推送已结束或不在可操作的状态，请刷新再看'),
  push_not_ready: entry('conflict', '还没数完收件人，请等预览完成'),
  push_text_forbidden: entry('invalid', '推送内容违反平台规则，请先修改'),
  push_repeated: entry('conflict', '最近 7 天发过同样的推送，确认要再发一次吗？'),
  push_own_approval: entry('forbidden', '需要另一位运营或店主来确认，不能自己批准'),
  phone_code_expired: entry('conflict', '手机号授权已过期，请再点一次授权'),
  phone_quota_exhausted: entry('unavailable', '暂时无法获取手机号，可以先跳过，以后再补'),
  wechat_unavailable: entry('unavailable', '微信服务繁忙，请稍后再试', true),
  too_many_requests: entry('unavailable', '操作太频繁，请稍后再试'),
  busy: entry('unavailable', '人有点多，请稍后再试', true),
  offline: entry('unavailable', '网络不通，请检查网络后重试', true),
  internal: entry('internal', '系统开小差了，请稍后再试', true),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.keys(errorCatalogue).includes(value);

/** What goes over the wire when an operation fails. */
export interface WireError {
  code: ErrorCode;
  message: string;
  retryable: boolean;
  requestId: string;
  /** `too_many_requests`: from when on it may be tried again. */
  retryAt?: Instant;
}

/** A refusal with a reason from the catalogue: thrown by rules, answered by the host, shown by the client. */
export class TuankaError extends Error {
  override readonly name = 'TuankaError';
  constructor(
    readonly code: ErrorCode,
    /** For the log only (field names, document ids): never personal data, never sent to the client. */
    readonly detail?: string,
    /** `message` instead of the catalogue's text, where it says when. */
    options?: ErrorOptions & { retryAt?: Instant; message?: string },
  ) {
    super(options?.message ?? errorCatalogue[code].message, options);
    this.retryAt = options?.retryAt;
  }
  /** When waiting helps, until when; nobody repeats it by themselves before. */
  readonly retryAt: Instant | undefined;
  get retryable(): boolean {
    return errorCatalogue[this.code].retryable;
  }
}

/** Reads as a sentence: `throw refuse('coupon_not_found')`. */
export const refuse = (code: ErrorCode, detail?: string): TuankaError => new TuankaError(code, detail);

/** How long to wait, as people say it; never shorter than it is. */
function waitText(ms: number): string {
  if (ms <= MINUTE_MS) return `${Math.max(1, Math.ceil(ms / 1000))} 秒`;
  if (ms <= HOUR_MS) return `${Math.ceil(ms / MINUTE_MS)} 分钟`;
  return `${Math.ceil(ms / HOUR_MS)} 小时`;
}

/** The text is made where the clock is the one that decides. */
export const tooManyRequests = (retryAt: Instant, now: Instant): TuankaError =>
  new TuankaError('too_many_requests', undefined, {
    retryAt,
    message: `操作太频繁，请在 ${waitText(retryAt - now)}后再试`,
  });
