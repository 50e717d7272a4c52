import { Input, Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import type { ReferralApi } from '@contracts/referral/referral';
import { useAction } from '@/hooks/use-action';
import { confirm } from '@/platform/confirm';
import { referralService } from '@/services';
import styles from './index.module.scss';
import { draftOf, formOf, type RuleForm } from './rule-draft';

type InForce = ReturnType<ReferralApi['readRule']>;
type Text = Exclude<keyof RuleForm, 'milestones'>;

const fields: readonly [name: Text, label: string][] = [
  ['joinInviter', '好友入会：邀请人得（积分）'],
  ['joinInvitee', '好友入会：好友得（积分）'],
  ['orderInviter', '好友首单：邀请人得（积分）'],
  ['orderInvitee', '好友首单：好友得（积分）'],
  ['minYuan', '首单实付满（元）'],
  ['withinDays', '入会后几天内下单'],
  ['holdDays', '退款期（天），过后到账'],
  ['perDay', '每天最多奖励几位'],
  ['total', '累计最多奖励几位'],
  ['burstFriends', '短时间超过几位要核实'],
  ['burstMinutes', '短时间是几分钟'],
];

interface FieldProps {
  id: string;
  label: string;
  value: string;
  onType: (value: string) => void;
}

const Field = ({ id, label, value, onType }: FieldProps) => (
  <View className={styles['field']}>
    <Text className={styles['label']}>{label}</Text>
    <Input
      id={id}
      className={styles['number'] ?? ''}
      value={value}
      placeholder="不设"
      ariaLabel={label}
      onInput={(event) => onType(event.detail.value)}
    />
  </View>
);

/** The rule as numbers; publishing makes the next version, and friends who joined keep the one they joined under. */
export function RuleEditor({ inForce, onPublished }: { inForce: InForce; onPublished: () => void }) {
  const { rule, now } = inForce;
  const [form, setForm] = useState(() => formOf(rule));
  const [problem, setProblem] = useState<string | null>(null);
  const publish = useAction(async (ended: boolean) => {
    const draft = draftOf(form, rule, now, ended);
    setProblem(typeof draft === 'string' ? draft : null);
    if (typeof draft === 'string') return;
    const question = ended ? '结束邀请活动？' : '发布新的邀请规则？';
    const sure = await confirm(question, '已经入会的好友仍按他们入会时的规则。', '确定');
    if (!sure) return;
    await referralService.publishRule({ draft, basedOn: rule?.version ?? 0 });
    onPublished();
  });
  const error = problem ?? publish.error?.message ?? null;
  return (
    <>
      <SectionTitle text={rule ? `修改规则（现在是第 ${rule.version} 版）` : '写第一版规则'} />
      <View className={styles['panel']}>
        {fields.map(([name, label]) => (
          <Field
            key={name}
            id={`rule-${name}`}
            label={label}
            value={form[name]}
            onType={(value) => setForm({ ...form, [name]: value })}
          />
        ))}
        {([3, 5, 10] as const).map((friends) => (
          <Field
            key={friends}
            id={`rule-milestone-${friends}`}
            label={`累计 ${friends} 位再得（积分）`}
            value={form.milestones[friends]}
            onType={(value) => setForm({ ...form, milestones: { ...form.milestones, [friends]: value } })}
          />
        ))}
        <Text className={styles['soft']}>
          留空就是不设。写着券包编号的是券包，不改就照旧。可用的邀请券包：
          {inForce.packs.map(({ name, packId }) => `${name}（${packId}）`).join('、') || '没有'}
        </Text>
        {error !== null && <InlineNote text={error} />}
        <ActionButton id="publish" disabled={publish.busy} onPress={() => void publish.run(false)}>
          {publish.busy ? '正在发布…' : '发布新规则'}
        </ActionButton>
        {rule && (
          <ActionButton id="end" look="quiet" disabled={publish.busy} onPress={() => void publish.run(true)}>
            结束活动
          </ActionButton>
        )}
      </View>
    </>
  );
}
