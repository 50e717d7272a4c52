import { View } from '@tarojs/components';
import { useState } from 'react';
import { isChinaDate, type ChinaDate } from '@contracts/primitives/time';
import { ActionButton } from '@/components/action-button';
import { FormPanel } from '@/components/form/form';
import { DateField, SelectField } from '@/components/form/picked-fields';
import { useCall } from '@/hooks/use-call';
import { merchantService } from '@/services';
import { MemberPicker, type PickedMember } from '../../components/member-picker/member-picker';
import { actionGroups, type ActionGroup } from '../../components/words/audit-text';

export interface Filters {
  day: ChinaDate | null;
  who: string | null;
  group: ActionGroup | null;
  member: PickedMember | null;
}

export const NO_FILTERS: Filters = { day: null, who: null, group: null, member: null };

const ALL = 'all';
const groups = [{ id: ALL, name: '全部' }, ...Object.keys(actionGroups).map((name) => ({ id: name, name }))];

interface FilterFieldsProps {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

/** What is looked for: a day, somebody of the staff, a kind of work, a member. */
export function FilterFields({ filters, onChange }: FilterFieldsProps) {
  const [isByMember, setByMember] = useState(filters.member !== null);
  const staff = useCall(() => merchantService.listStaff({ cursor: null }));
  const people = staff.state.status === 'ready' ? staff.state.snapshot.data.staff : [];
  const change = (part: Partial<Filters>) => onChange({ ...filters, ...part });
  return (
    <View>
      <FormPanel>
        <DateField
          id="day"
          label="哪一天"
          empty="不限"
          clearable
          value={filters.day ?? ''}
          onPick={(date) => change({ day: isChinaDate(date) ? date : null })}
        />
        <SelectField
          id="who"
          label="谁做的"
          empty="不限"
          options={[{ id: ALL, name: '不限' }, ...people.map(({ handle, name }) => ({ id: handle, name }))]}
          chosen={filters.who}
          onPick={(who) => change({ who: who === ALL ? null : who })}
        />
        <SelectField
          id="group"
          label="什么事"
          empty="全部"
          options={groups}
          chosen={filters.group}
          onPick={(name) => change({ group: name in actionGroups ? name : null })}
        />
        {isByMember && (
          <MemberPicker id="member" picked={filters.member} onPick={(member) => change({ member })} />
        )}
      </FormPanel>
      {!isByMember && (
        <ActionButton id="by-member" look="quiet" onPress={() => setByMember(true)}>
          按会员查
        </ActionButton>
      )}
    </View>
  );
}
