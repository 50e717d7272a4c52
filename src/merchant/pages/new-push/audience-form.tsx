import { Input, Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { classNames } from '@/components/class-names';
import { Tappable } from '@/components/tappable';
import { useCall } from '@/hooks/use-call';
import { messageService } from '@/services';
import styles from './index.module.scss';
import type { PushDraft } from './push-draft';

type Change = (change: Partial<PushDraft>) => void;

interface NumberFieldProps {
  id: string;
  label: string;
  unit: string;
  value: string;
  onType: (value: string) => void;
}

const NumberField = ({ id, label, unit, value, onType }: NumberFieldProps) => (
  <View className={styles['field']}>
    <Text className={styles['label']}>{label}</Text>
    <Input
      id={id}
      className={styles['number'] ?? ''}
      type="number"
      placeholder="不限"
      value={value}
      ariaLabel={label}
      onInput={(event) => onType(event.detail.value)}
    />
    <Text>{unit}</Text>
  </View>
);

interface ChoicesProps<Id extends string> {
  label: string;
  all: readonly { id: Id; name: string }[];
  chosen: readonly Id[];
  onChoose: (chosen: Id[]) => void;
}

/** None chosen: everybody. */
function Choices<Id extends string>({ label, all, chosen, onChoose }: ChoicesProps<Id>) {
  if (all.length === 0) return null;
  return (
    <>
      <Text className={styles['label']}>{label}</Text>
      <View className={styles['chips']}>
        {all.map(({ id, name }) => {
          const on = chosen.includes(id);
          return (
            <Tappable
              key={id}
              id={`choose-${id}`}
              className={classNames(styles['chip'], on && styles['chosen'])}
              ariaLabel={on ? `${name}，已选中` : name}
              onPress={() => onChoose(on ? chosen.filter((one) => one !== id) : [...chosen, id])}
            >
              <Text>{name}</Text>
            </Tappable>
          );
        })}
      </View>
    </>
  );
}

/** Who gets it: everybody who meets all that is filled in. */
export function AudienceForm({ draft, onChange }: { draft: PushDraft; onChange: Change }) {
  const { state, reload } = useCall(() => messageService.listAudienceChoices({}));
  useEffect(() => void reload(), [reload]);
  const choices = state.status === 'ready' ? state.snapshot.data : { stores: [], leaders: [], cardPlans: [] };
  const days = (
    id: string,
    label: string,
    field: 'couponDays' | 'cardDays' | 'joinedDays' | 'paidDays' | 'notPaidDays',
  ) => (
    <NumberField
      id={id}
      label={label}
      unit="天"
      value={draft[field]}
      onType={(typed) => onChange({ [field]: typed })}
    />
  );
  return (
    <View className={styles['panel']}>
      {days('coupon-days', '有券在几天内到期', 'couponDays')}
      {days('card-days', '会员卡在几天内到期', 'cardDays')}
      {days('joined-days', '最近几天入会', 'joinedDays')}
      {days('paid-days', '最近几天买过单', 'paidDays')}
      {days('not-paid-days', '至少几天没买单', 'notPaidDays')}
      <NumberField
        id="points"
        label="可用积分至少"
        unit="分"
        value={draft.points}
        onType={(points) => onChange({ points })}
      />
      <View className={styles['field']}>
        <Text className={styles['label']}>有任一标签</Text>
        <Input
          id="tags"
          className={styles['tags'] ?? ''}
          placeholder="不限；多个用空格隔开"
          value={draft.tags}
          ariaLabel="有任一标签"
          onInput={(event) => onChange({ tags: event.detail.value })}
        />
      </View>
      <Choices
        label="会员卡"
        all={choices.cardPlans}
        chosen={draft.cardPlanIds}
        onChoose={(cardPlanIds) => onChange({ cardPlanIds })}
      />
      <Choices
        label="门店"
        all={choices.stores}
        chosen={draft.storeIds}
        onChoose={(storeIds) => onChange({ storeIds })}
      />
      <Choices
        label="团长"
        all={choices.leaders}
        chosen={draft.leaderIds}
        onChoose={(leaderIds) => onChange({ leaderIds })}
      />
      <Text className={styles['small']}>都不填就是全部会员；到期提醒不填天数时，券按 7 天、卡按 30 天算</Text>
    </View>
  );
}
