import type { LintFinding, PushText } from '../../../../contracts/message/push';

/**
 * What WeChat's rules and the advertising law forbid in a push (platform-facts, section 8; docs/messages.md), found by
 * words: it warns, it does not prove innocence.
 */
interface Rule {
  pattern: RegExp;
  finding: LintFinding;
}

const rule = (severity: LintFinding['severity'], pattern: RegExp, text: string): Rule => ({
  pattern,
  finding: { severity, text },
});

const rules: readonly Rule[] = [
  rule(
    'forbidden',
    /(分享|转发|邀请|拉)[^，。！,.!]{0,12}(才能|才可|方可|后可|后才|解锁)/u,
    '强制分享：不能把分享或转发当作使用、领取的条件',
  ),
  rule(
    'forbidden',
    /(分享|转发)[^，。！,.!]{0,8}(即得|就送|有礼|领红包|得红包|立得|送券|领券)/u,
    '诱导分享：分享本身不能有奖励，请写“好友入会并完成首单后，双方各得…”',
  ),
  rule('forbidden', /(发展下线|躺赚|层级返利|多级|团队提成)/u, '多级返利：只能奖励直接邀请人'),
  rule(
    'forbidden',
    /(不(转|点|分享)[^，。！]{0,6}(后悔|不是|亏))|(必须(转|分享))/u,
    '胁迫分享：不能威胁或强迫用户转发',
  ),
  rule('warning', /(神秘|惊喜|超值|丰厚)(大?奖|好?礼|奖励)/u, '奖励不明确：请写清楚给什么、给多少、什么条件'),
  rule(
    'warning',
    /(最(好|低|优惠|便宜|大)|第一|全网|国家级|顶级|唯一)/u,
    '绝对化用语：广告法不允许“最、第一”等说法',
  ),
  rule('warning', /(https?:\/\/|www\.|\.com|\.cn)/iu, '外部链接：消息里的链接打不开，请用小程序页面'),
  rule('warning', /(1[3-9]\d{9}|加(我)?微信|微信号|vx|V信)/iu, '个人联系方式：可能被判定为导流'),
  rule('warning', /(仅剩|最后)\d+(分钟|小时|名|份)/u, '限时限量：确认属实，写清起止时间'),
];

export const lintPush = ({ title, body }: PushText): LintFinding[] =>
  rules.filter(({ pattern }) => pattern.test(`${title}。${body}`)).map(({ finding }) => finding);

export const isForbidden = (findings: readonly LintFinding[]): boolean =>
  findings.some(({ severity }) => severity === 'forbidden');
