import { useForm } from '@/components/form/draft/use-form';
import { FormBody, FormHint, FormPanel } from '@/components/form/form';
import { ChipsField, SelectField, toggled } from '@/components/form/picked-fields';
import { Submit } from '@/components/form/submit';
import { TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import type { MerchantApi, StaffRole } from '@contracts/merchant/merchant';
import type { StoreId } from '@contracts/primitives/ids';
import type { StaffApi } from '@contracts/merchant/staff';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { merchantService } from '@/services';
import { rolesToChoose, roleLines } from '../../components/words/role-text';
import { checkInvite } from './invite-draft';

interface InviteFormProps {
  stores: ReturnType<MerchantApi['listStaff']>['stores'];
  /** Owners invite everybody, operators clerks and advisers. */
  mayInviteAll: boolean;
  onMade: (made: ReturnType<StaffApi['inviteStaff']>) => void;
}

const first: { name: string; role: StaffRole; storeIds: StoreId[] } = {
  name: '',
  role: 'clerk',
  storeIds: [],
};

/** For whom, as what, and where. */
export function InviteForm({ stores, mayInviteAll, onMade }: InviteFormProps) {
  const form = useForm({ first, check: checkInvite });
  const { draft, change } = form;
  const request = useRequestId();
  const invite = useAction(async (input: Parameters<StaffApi['inviteStaff']>[0]) => {
    const made = await merchantService.inviteStaff(input, { requestId: request.idFor(input) });
    request.done();
    form.saved(first);
    onMade(made);
  });
  const isBound = draft.role === 'clerk' || draft.role === 'adviser';
  return (
    <FormBody form={form}>
      <FormPanel>
        <TextField
          id="name"
          label="称呼"
          {...typedIn(draft, change, 'name')}
          placeholder="如：店员小周"
          maxlength={20}
        />
        <SelectField
          id="role"
          label="角色"
          options={mayInviteAll ? rolesToChoose : rolesToChoose.slice(0, 2)}
          chosen={draft.role}
          onPick={(role) => change({ role })}
        />
        <FormHint text={roleLines[draft.role]} />
        {isBound && (
          <ChipsField
            id="storeIds"
            label="在哪些门店工作"
            options={stores.map(({ storeId, name }) => ({ id: storeId, name }))}
            chosen={draft.storeIds}
            onToggle={(id) => change({ storeIds: toggled(draft.storeIds, id) })}
          />
        )}
        <Submit
          id="invite"
          text="做一份邀请"
          form={form}
          busy={invite.busy}
          error={invite.error}
          onSave={(input) => void invite.run(input)}
        />
      </FormPanel>
    </FormBody>
  );
}
