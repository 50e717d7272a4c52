import { isRecord } from '@/platform/untrusted';
import type { MessageKind } from '@contracts/message/message';
import type { SettingGroupName, SettingProblem } from '@contracts/office/setting-values';
import { fen, yuanText } from '@contracts/primitives/fen';
import { fenTyped, wholeTyped } from '@contracts/primitives/typed';

/** One field of a group of rules, as the form shows it. */
export interface SettingField {
  key: string;
  label: string;
  as: 'whole' | 'yuan' | 'text' | 'choice';
  unit?: string;
  choices?: readonly { id: string; name: string }[];
}

export type TemplateGroupName = 'messageTemplates' | 'officialTemplates' | 'officialNotices';
export type RuleGroupName = Exclude<SettingGroupName, TemplateGroupName>;

export const ruleGroups: Readonly<Record<RuleGroupName, { title: string; fields: readonly SettingField[] }>> =
  {
    brand: {
      title: '品牌',
      fields: [
        { key: 'name', label: '品牌名（不填用部署时的）', as: 'text' },
        { key: 'colour', label: '主题色（如 #0f766e，不填用默认）', as: 'text' },
      ],
    },
    messageRules: {
      title: '消息',
      fields: [
        { key: 'quietHours', label: '免打扰时段', as: 'text' },
        { key: 'perDay', label: '每人每天最多', as: 'whole', unit: '条' },
        { key: 'perKindAndDay', label: '同类每天最多', as: 'whole', unit: '条' },
        { key: 'pushApprovalAbove', label: '推送超过要复核', as: 'whole', unit: '人' },
        { key: 'sendsPerSecond', label: '每秒最多发送', as: 'whole', unit: '条' },
        { key: 'sendsAtOnce', label: '同时发送', as: 'whole', unit: '条' },
      ],
    },
    counterRules: {
      title: '柜台',
      fields: [
        { key: 'cashBillsPerDay', label: '每人每天收现', as: 'whole', unit: '笔' },
        { key: 'cashFenPerDay', label: '每人每天收现', as: 'yuan', unit: '元' },
        { key: 'refundFenPerDay', label: '每人每天退款', as: 'yuan', unit: '元' },
        { key: 'opensAt', label: '开门时间', as: 'text' },
        { key: 'closesAt', label: '关门时间', as: 'text' },
      ],
    },
    figureRules: {
      title: '经营数据',
      fields: [
        {
          key: 'daily',
          label: '每天发昨日经营',
          as: 'choice',
          choices: [
            { id: 'on', name: '发给店主' },
            { id: 'off', name: '不发' },
          ],
        },
        { key: 'dailyAt', label: '几点发', as: 'text' },
        {
          key: 'netFallPercent',
          label: '净销售额比上周同日少多少就提醒（0 不提醒）',
          as: 'whole',
          unit: '%',
        },
        { key: 'ordersFallPercent', label: '有效订单少多少就提醒（0 不提醒）', as: 'whole', unit: '%' },
        { key: 'joinedFallPercent', label: '新会员少多少就提醒（0 不提醒）', as: 'whole', unit: '%' },
      ],
    },
    orderRules: {
      title: '订单',
      fields: [
        { key: 'payWithinMinutes', label: '等待付款', as: 'whole', unit: '分钟' },
        {
          key: 'restoreCoupon',
          label: '退款时优惠券',
          as: 'choice',
          choices: [
            { id: 'full', name: '全额退款时退回' },
            { id: 'never', name: '不退回' },
          ],
        },
      ],
    },
    shippingRules: {
      title: '发货信息',
      fields: [
        {
          key: 'upload',
          label: '付款后上传',
          as: 'choice',
          choices: [
            { id: 'on', name: '自动上传' },
            { id: 'off', name: '小程序不需要' },
          ],
        },
        { key: 'askAfterHours', label: '发货多久后核对货款', as: 'whole', unit: '小时' },
        { key: 'latestDays', label: '最迟几天内上传', as: 'whole', unit: '天' },
      ],
    },
    leaderRules: {
      title: '团长',
      fields: [
        { key: 'linkDays', label: '邀请链接有效', as: 'whole', unit: '天' },
        { key: 'briefEveryMinutes', label: '行动卡更新间隔', as: 'whole', unit: '分钟' },
      ],
    },
    referralRules: {
      title: '入会归属',
      fields: [
        {
          key: 'touch',
          label: '打开过多个码时',
          as: 'choice',
          choices: [
            { id: 'last', name: '算最后一次' },
            { id: 'first', name: '算第一次' },
          ],
        },
        { key: 'windowDays', label: '打开后几天内有效', as: 'whole', unit: '天' },
      ],
    },
  };

/** Above it the server says what is wrong. */
const MOST = 1_000_000_000;

type Draft = Readonly<Record<string, string>>;
type Content = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

export const draftOf = (fields: readonly SettingField[], content: Content): Draft =>
  Object.fromEntries(
    fields.map(({ key, as }) => {
      const value = content[key];
      return [key, as === 'yuan' && typeof value === 'number' ? yuanText(fen(value)) : textOf(value)];
    }),
  );

/** What was typed as the setting's own value; what is no number stays a text, which the server answers with its place. */
export const contentOf = (fields: readonly SettingField[], draft: Draft): Record<string, unknown> =>
  Object.fromEntries(
    fields.map(({ key, as }) => {
      const typed = (draft[key] ?? '').trim();
      if (as === 'whole') return [key, wholeTyped(typed, 0, MOST) ?? typed];
      return [key, as === 'yuan' ? (fenTyped(typed) ?? typed) : typed];
    }),
  );

export interface TemplateDraft {
  templateId: string;
  /** One line each: `thing1=title`. */
  fields: string;
}

export function templateDraftOf(content: Content, kind: MessageKind): TemplateDraft {
  const template = content[kind];
  const { templateId, fields } = isRecord(template) ? template : {};
  return {
    templateId: typeof templateId === 'string' ? templateId : '',
    fields: Object.entries(isRecord(fields) ? fields : {})
      .map(([field, value]) => `${field}=${String(value)}`)
      .join('\n'),
  };
}

/** The group with one kind changed; without a template id the kind goes to the inbox. */
export function withTemplate(content: Content, kind: MessageKind, draft: TemplateDraft): Content {
  const { [kind]: _before, ...others } = content;
  const templateId = draft.templateId.trim();
  if (templateId === '') return others;
  const lines = draft.fields.split('\n').flatMap((line) => {
    const [, field, value] = /^\s*(\S+?)\s*[=＝]\s*(.*?)\s*$/.exec(line) ?? [];
    return field !== undefined && value !== undefined ? [[field, value] as const] : [];
  });
  return { ...others, [kind]: { templateId, fields: Object.fromEntries(lines) } };
}

const problemTexts: Readonly<Record<SettingProblem['problem'], string>> = {
  not_valid: '填得不对',
  no_fields: '还没有字段',
  unknown_field: '微信没有这种字段',
  unknown_value: '没有这个内容',
  does_not_fit: '放不下这个内容',
};

/** What is wrong, by the label of its field. */
export function problemText({ path, problem }: SettingProblem, fields: readonly SettingField[] = []): string {
  const label = fields.find(({ key }) => key === path)?.label ?? path.split('.').at(-1) ?? '';
  return `${label}${label === '' ? '' : '：'}${problemTexts[problem]}`;
}
