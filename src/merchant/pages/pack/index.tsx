import { useRouter } from '@tarojs/taro';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageLoading } from '@/components/page/page-loading';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import type { CouponChannel } from '@contracts/coupon/coupon';
import { isCouponPackId } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { leavePage } from '@/platform/opening/navigation';
import { couponService } from '@/services';
import { Choice, FormPanel, TextField } from '../../components/form-fields';
import { channelWord } from '../../components/words/pack-words';
import { StaffOnly } from '../../components/staff-only';
import { stepOf, writtenOf } from './pack-draft';
import { StepFields } from './step-fields';
import { usePack } from './use-pack';

const channels: readonly CouponChannel[] = ['join', 'first_payment', 'invite', 'tier', 'birthday', 'push'];

/** 新建或修改券包: the occasion, the ladder step by step, then a draft or what is issued from now on. */
export default function PackPage() {
  const { params } = useRouter();
  const packId = isCouponPackId(params['id']) ? params['id'] : null;
  const { state, reload, draft, change } = usePack(packId);
  const written = writtenOf(draft);
  const problem = 'problem' in written ? written.problem : null;
  const request = useRequestId();
  const save = useAction(async (status: 'draft' | 'published' | 'ended') => {
    if ('problem' in written) return;
    const input = { packId, status, ...written };
    await couponService.savePack(input, { requestId: request.idFor(input) });
    await leavePage();
  });
  if (state.status === 'loading') return <PageLoading rows={4} />;
  if (state.status === 'failed') return <StaffOnly error={state.error} onRetry={() => void reload()} />;
  const { templates } = state.snapshot.data;
  return (
    <PageShell>
      <FormPanel>
        <TextField
          id="name"
          label="名称"
          value={draft.name}
          placeholder="新人券包"
          onType={(name) => change({ name })}
        />
        <Choice
          label="什么时候发"
          all={channels.map((id) => ({ id, name: channelWord(id) }))}
          chosen={[draft.channel]}
          onToggle={(channel) => change({ channel })}
        />
      </FormPanel>
      <SectionTitle text={`里面的券 · ${draft.steps.length} 种`} />
      {draft.steps.map((step, position) => (
        <StepFields
          key={position}
          number={position + 1}
          step={step}
          onChange={(changed) =>
            change({ steps: draft.steps.map((one, at) => (at === position ? changed : one)) })
          }
          onRemove={() => change({ steps: draft.steps.filter((_, at) => at !== position) })}
        />
      ))}
      <SectionTitle text="点一下加进来" />
      <FormPanel>
        <Choice
          all={templates.map(({ templateId, terms }) => ({ id: templateId, name: terms.title }))}
          chosen={[]}
          onToggle={(id) => {
            const template = templates.find(({ templateId }) => templateId === id);
            if (template) change({ steps: [...draft.steps, stepOf(template)] });
          }}
        />
      </FormPanel>
      <InlineNote text="开始发放后，同一场合原来的券包会结束；已经发出的券不变。" />
      {save.error && <InlineNote text={save.error.message} />}
      <ActionBar>
        <ActionButton
          id="publish"
          disabled={save.busy || problem !== null}
          onPress={() => void save.run('published')}
        >
          {problem ?? '保存并开始发放'}
        </ActionButton>
        {problem === null && (
          <ActionButton
            id="draft"
            look="secondary"
            disabled={save.busy}
            onPress={() => void save.run('draft')}
          >
            存成草稿
          </ActionButton>
        )}
        {packId !== null && problem === null && (
          <ActionButton id="end" look="quiet" disabled={save.busy} onPress={() => void save.run('ended')}>
            结束这个券包
          </ActionButton>
        )}
      </ActionBar>
    </PageShell>
  );
}
