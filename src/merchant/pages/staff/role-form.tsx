import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody } from '@/components/form/form';
import { SelectField } from '@/components/form/picked-fields';
import { checkReason } from '@/components/form/problems';
import { Submit } from '@/components/form/submit';
import { TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import type { StaffRole, StaffView } from '@contracts/merchant/merchant';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { merchantService } from '@/services';
import { rolesToChoose, roleTexts } from '../../components/words/role-text';

interface RoleFormProps {
  staff: StaffView;
  onChanged: (said: string) => void;
}

const changing = ({ name, role }: StaffView, to: StaffRole): Question => ({
  title: `让${name}从${roleTexts[role]}变成${roleTexts[to]}？`,
  lines: [
    '马上生效，他打开着的页面也一样。',
    ...(to === 'owner' ? ['店主能做所有事，也能取消你的店主身份。'] : []),
    ...(to === 'clerk' || to === 'adviser' ? ['记得给他选门店，没选就什么门店都不能处理。'] : []),
  ],
  yes: `改成${roleTexts[to]}`,
});

const revoking = ({ name, role, me }: StaffView): Question => ({
  title: me ? '取消你自己的店主身份？' : `取消${name}的${roleTexts[role]}身份？`,
  lines: ['马上生效，他打开着的页面也不能再用。', '他做过的事仍记在操作日志里；要恢复只能重新邀请。'],
  yes: '取消员工身份',
});

/** The reason's id carries whom it is about: a page shows several. */
const checkWhy = (id: string) => checkReason(id, '原因', '请写原因，至少两个字');

/** An owner changes somebody's role or takes it back, with a reason. */
export function RoleForm(props: RoleFormProps) {
  const [open, setOpen] = useState(false);
  const { handle } = props.staff;
  return (
    <>
      <ActionButton id={`manage-${handle}`} look="quiet" onPress={() => setOpen(!open)}>
        {open ? '收起' : '换角色或取消'}
      </ActionButton>
      {open && <OpenForm {...props} />}
    </>
  );
}

/** Changing a role and taking it back: each is asked about, and keeps its request until it was answered. */
function useRoleActs({ staff, onChanged }: RoleFormProps, role: StaffRole, saved: () => void) {
  const { handle, name, role: basedOn } = staff;
  const { ask, sheet } = useConfirmSheet();
  const request = useRequestId();
  const change = useAction(async (reason: string) => {
    if (!(await ask(changing(staff, role)))) return;
    const wish = { handle, role, basedOn, reason };
    await merchantService.setStaffRole(wish, { requestId: request.idFor(wish) });
    request.done();
    saved();
    onChanged(`${name}现在是${roleTexts[role]}`);
  });
  const revoke = useAction(async (reason: string) => {
    if (!(await ask(revoking(staff)))) return;
    const wish = { handle, reason };
    const { others } = await merchantService.revokeStaff(wish, { requestId: request.idFor(wish) });
    request.done();
    saved();
    const also = others.length === 0 ? '' : `；他的另一个号还有岗位：${others.join('、')}`;
    onChanged(`${name}已不是员工${also}`);
  });
  return { change, revoke, sheet };
}

function OpenForm(props: RoleFormProps) {
  const { handle, role: basedOn } = props.staff;
  const [role, setRole] = useState<StaffRole>(basedOn);
  const reasonId = `reason-${handle}`;
  const form = useForm({ first: { reason: '' }, check: checkWhy(reasonId) });
  const { change, revoke, sheet } = useRoleActs(props, role, () => form.saved({ reason: '' }));
  return (
    <FormBody form={form}>
      <SelectField
        id={`role-${handle}`}
        label="角色"
        options={rolesToChoose}
        chosen={role}
        onPick={setRole}
      />
      <TextField
        id={reasonId}
        label="原因"
        placeholder="必填，会记入操作日志"
        maxlength={90}
        {...typedIn(form.draft, form.change, 'reason')}
      />
      {role !== basedOn && (
        <Submit
          id={`change-${handle}`}
          text={`改成${roleTexts[role]}`}
          form={form}
          busy={change.busy}
          error={change.error}
          onSave={(reason) => void change.run(reason)}
        />
      )}
      <Submit
        id={`revoke-${handle}`}
        text="取消员工身份"
        look="secondary"
        form={form}
        busy={revoke.busy}
        error={revoke.error}
        onSave={(reason) => void revoke.run(reason)}
      />
      {sheet}
    </FormBody>
  );
}
