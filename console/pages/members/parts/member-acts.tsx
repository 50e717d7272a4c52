import type { MemberDetail } from '@contracts/office/member-detail';
import { Button, Flex } from 'antd';
import { useState, type ComponentType } from 'react';
import { usePageTexts } from '../../../texts/use-texts';
import { memberTexts } from '../texts';
import { valueTexts } from '../value-texts';
import { SaidForm } from '../voices/said-form';
import { noteTexts } from '../voices/texts';
import {
  ExtendForm,
  FreezeForm,
  NoteForm,
  PhoneForm,
  ReplaceForm,
  TagForm,
  type ActProps,
} from './act-forms';
import { FloorForm } from './floor-form';
import { GiveCouponForm, GrowthForm, PointsForm, RevokeForm, SameForm } from './value-forms';

type Act =
  | 'tag'
  | 'note'
  | 'said'
  | 'freeze'
  | 'points'
  | 'growth'
  | 'floor'
  | 'issue'
  | 'revoke'
  | 'extend'
  | 'replace'
  | 'phone'
  | 'same';
const forms: Record<Act, ComponentType<ActProps>> = {
  tag: TagForm,
  note: NoteForm,
  said: SaidForm,
  freeze: FreezeForm,
  points: PointsForm,
  growth: GrowthForm,
  floor: FloorForm,
  issue: GiveCouponForm,
  revoke: RevokeForm,
  same: SameForm,
  extend: ExtendForm,
  replace: ReplaceForm,
  phone: PhoneForm,
};
const acts: readonly Act[] = [
  'tag',
  'note',
  'said',
  'points',
  'growth',
  'floor',
  'issue',
  'revoke',
  'extend',
  'replace',
  'phone',
  'same',
  'freeze',
];

/** What there is to do with this member: without a number there is none to see. */
function isOffered(act: Act, { phone, tier, coupons }: MemberDetail): boolean {
  if (act === 'phone') return phone !== null;
  if (act === 'growth') return tier !== null;
  if (act === 'floor') return tier !== null && tier.tiers.length > 1;
  return act !== 'revoke' || coupons.length > 0;
}

/** What the office does with one member; each asks for its reason. */
export function MemberActs({ member, onDone }: { member: MemberDetail; onDone: () => void }) {
  const actions = {
    ...usePageTexts(memberTexts).actions,
    ...usePageTexts(valueTexts),
    said: usePageTexts(noteTexts).write,
  };
  const [act, setAct] = useState<Act | null>(null);
  const Form = act && forms[act];
  return (
    <Flex gap="small" wrap>
      {acts
        .filter((one) => isOffered(one, member))
        .map((one) => (
          <Button key={one} danger={one === 'freeze' && !member.frozen} onClick={() => setAct(one)}>
            {one === 'freeze' && member.frozen ? actions.unfreeze : actions[one]}
          </Button>
        ))}
      {Form && <Form member={member} onDone={onDone} onClose={() => setAct(null)} />}
    </Flex>
  );
}
