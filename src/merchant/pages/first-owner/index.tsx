import { useForm } from '@/components/form/draft/use-form';
import { FormBody, FormHint, FormPanel } from '@/components/form/form';
import { checkForm, neededText, type Checked } from '@/components/form/problems';
import { Submit } from '@/components/form/submit';
import { TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { PageShell } from '@/components/page/page-shell';
import { useAction } from '@/hooks/use-action';
import { leavePage } from '@/platform/opening/navigation';
import { merchantService } from '@/services';

interface Draft {
  code: string;
  name: string;
}

function check({ code, name }: Draft): Checked<Draft> {
  const reads = {
    code: neededText(code, '设置码', '请填部署时打印的设置码'),
    name: neededText(name, '称呼', '请写怎么称呼你'),
  };
  return checkForm(reads, (read) => ({ code: read.code.value, name: read.name.value }));
}

/** 成为店主: the first owner, by the code that the deployment printed. */
export default function FirstOwnerPage() {
  const form = useForm({ first: { code: '', name: '' }, check });
  const { draft, change } = form;
  const taking = useAction(async (input: Draft) => {
    await merchantService.takeOwnership(input);
    form.saved();
    await leavePage();
  });
  return (
    <PageShell>
      <FormBody form={form}>
        <FormPanel>
          <FormHint text="店里还没有店主。部署完成时打印的设置码只能用一次，三天内有效；以后的店主和员工由你邀请。" />
          <TextField
            id="code"
            label="设置码"
            {...typedIn(draft, change, 'code')}
            placeholder="XXXX-XXXX-XXXX"
            maxlength={20}
          />
          <TextField
            id="name"
            label="称呼"
            {...typedIn(draft, change, 'name')}
            placeholder="如：店主李姐"
            maxlength={20}
          />
          <Submit
            id="take-ownership"
            text="成为店主"
            form={form}
            busy={taking.busy}
            error={taking.error}
            onSave={(input) => void taking.run(input)}
          />
        </FormPanel>
      </FormBody>
    </PageShell>
  );
}
