import { Fragment } from 'react';
import { ActionButton } from '@/components/action-button';
import { FormHint, FormPanel } from '@/components/form/form';
import { SelectField } from '@/components/form/picked-fields';
import { NumberField, TextField } from '@/components/form/text-fields';
import { SectionTitle } from '@/components/section-title';
import type { PackView } from '@contracts/coupon/coupon-admin';
import type { PrizeKind } from '../../components/prize/prize-draft';
import { PrizeFields } from '../../components/prize/prize-fields';
import type { GameFields } from '../../components/rule/rule-page';
import { levelForm, newBadge, type BadgeForm, type RuleForm } from './rule-draft';

const [MOST_BADGES, MOST_LEVELS] = [10, 5];
const prizes: readonly PrizeKind[] = ['thanks', 'points', 'pack', 'chances', 'cards'];
const kinds: { id: BadgeForm['kind']; name: string; unit: string }[] = [
  { id: 'orders', name: '付款', unit: '笔' },
  { id: 'check_ins', name: '签到', unit: '天' },
  { id: 'visits', name: '到店', unit: '次' },
  { id: 'invites', name: '邀请好友入会', unit: '位' },
  { id: 'coupons', name: '使用优惠券', unit: '张' },
];
const replaced = <Row,>(rows: readonly Row[], at: number, row: Row): Row[] =>
  rows.map((one, place) => (place === at ? row : one));

interface BadgeProps {
  badge: BadgeForm;
  at: number;
  packs: readonly PackView[];
  onChange: (badge: BadgeForm) => void;
}

/** What each level asks and brings. */
const Levels = ({ badge, at, packs, onChange }: BadgeProps) => {
  const { levels, kind } = badge;
  const change = (next: BadgeForm['levels']) => onChange({ ...badge, levels: next });
  return (
    <>
      {levels.map((level, place) => (
        <Fragment key={place}>
          <NumberField
            id={`badge-count-${at}-${place}`}
            label={`${place + 1} 级要累计`}
            unit={kinds.find(({ id }) => id === kind)?.unit ?? ''}
            value={level.count}
            onType={(count) => change(replaced(levels, place, { ...level, count }))}
          />
          <PrizeFields
            id={`${at}-${place}`}
            label={`${place + 1} 级另得`}
            kinds={prizes}
            prize={level.prize}
            packs={packs}
            onChange={(prize) => change(replaced(levels, place, { ...level, prize }))}
          />
        </Fragment>
      ))}
      {levels.length < MOST_LEVELS && (
        <ActionButton id={`add-level-${at}`} look="quiet" onPress={() => change([...levels, levelForm('')])}>
          加一级
        </ActionButton>
      )}
      {levels.length > 1 && (
        <ActionButton id={`remove-level-${at}`} look="quiet" onPress={() => change(levels.slice(0, -1))}>
          {`去掉第 ${levels.length} 级`}
        </ActionButton>
      )}
    </>
  );
};

const BadgeFields = ({ onRemove, ...props }: BadgeProps & { onRemove: (() => void) | null }) => {
  const { badge, at, onChange } = props;
  return (
    <>
      <SectionTitle text={`勋章 ${at + 1}`} />
      <FormPanel>
        <TextField
          id={`badge-name-${at}`}
          label="名称"
          placeholder="会员看到的名称"
          maxlength={8}
          value={badge.name}
          onType={(name) => onChange({ ...badge, name })}
        />
        <SelectField
          id={`badge-kind-${at}`}
          label="累计什么"
          options={kinds}
          chosen={badge.kind}
          onPick={(kind) => onChange({ ...badge, kind })}
        />
        <Levels {...props} />
        {onRemove && (
          <ActionButton id={`badge-remove-${at}`} look="quiet" onPress={onRemove}>
            {`去掉${badge.name.trim() === '' ? '这枚勋章' : `「${badge.name.trim()}」`}`}
          </ActionButton>
        )}
      </FormPanel>
    </>
  );
};

/** Every badge, in the order members see them. */
export const BadgesFields = ({ form: { badges }, packs, onChange }: GameFields<RuleForm>) => (
  <>
    {badges.map((badge, at) => (
      <BadgeFields
        key={badge.id}
        badge={badge}
        at={at}
        packs={packs}
        onChange={(next) => onChange({ badges: replaced(badges, at, next) })}
        onRemove={
          badges.length > 1
            ? () => onChange({ badges: badges.filter((_badge, place) => place !== at) })
            : null
        }
      />
    ))}
    <FormPanel>
      {badges.length < MOST_BADGES && (
        <ActionButton
          id="add-badge"
          look="quiet"
          onPress={() => onChange({ badges: [...badges, newBadge()] })}
        >
          加一枚勋章
        </ActionButton>
      )}
      <FormHint text="以前的付款、签到也算。每一级只得一次，得到后一直保留；退了款的订单不算" />
    </FormPanel>
  </>
);
