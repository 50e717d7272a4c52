import { useRouter } from '@tarojs/taro';
import { FormBody } from '@/components/form/form';
import { SaveBar } from '@/components/form/save-bar';
import { useForm } from '@/components/form/draft/use-form';
import { PageWait } from '@/components/page/page-wait';
import { PageShell } from '@/components/page/page-shell';
import type { TemplateView } from '@contracts/coupon/coupon-admin';
import { refuse } from '@contracts/errors';
import type { RewardDraft } from '@contracts/points/points-mall';
import { isRewardId, type RewardId, type StoreId } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { leavePage } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { growthService, paymentService, pointsService } from '@/services';
import { findOnPages } from '@/services/all-pages';
import { publishedTemplates } from '../../components/published-templates';
import { StaffOnly } from '../../components/staff-only';
import { ChoiceFields, TermFields, WordFields } from './reward-fields';
import { formOf, NEW_REWARD, rewardFrom, type RewardForm } from './reward-form';

interface Opened {
  edit: { rewardId: RewardId; version: number };
  before: RewardDraft;
}

async function readReward(rewardId: RewardId): Promise<Opened> {
  const reward = await findOnPages(
    (cursor) => pointsService.listAllRewards({ cursor }),
    ({ rewards }) => rewards.find(({ id }) => id === rewardId),
  );
  if (!reward) throw refuse('reward_not_found', rewardId);
  return { edit: { rewardId, version: reward.version }, before: reward.draft };
}

interface EditorProps {
  opened: Opened | null;
  stores: readonly { storeId: StoreId; name: string }[];
  templates: readonly TemplateView[];
  /** Names of the tiers there are. */
  tiers: readonly string[];
}

function Editor({ opened, stores, templates, tiers }: EditorProps) {
  const before = opened?.before ?? null;
  const edit = opened?.edit ?? null;
  const form = useForm({
    first: before ? formOf(before) : NEW_REWARD,
    check: (draft: RewardForm) => rewardFrom(draft, before),
    keepAs: `reward:${edit ? `${edit.rewardId}:${edit.version}` : 'new'}`,
  });
  const { draft, change } = form;
  const request = useRequestId();
  const save = useAction(async (reward: RewardDraft) => {
    const wish = { edit, draft: reward };
    await pointsService.saveReward(wish, { requestId: request.idFor(wish) });
    request.done();
    form.saved();
    await leavePage();
  });
  return (
    <FormBody form={form}>
      <WordFields form={draft} isNew={before === null} templates={templates} onChange={change} />
      <ChoiceFields form={draft} stores={stores} onChange={change} />
      <TermFields form={draft} tiers={[...new Set([...tiers, ...(before?.tiers ?? [])])]} onChange={change} />
      <SaveBar
        id="save"
        text={draft.status === 'open' ? '保存并上架' : '保存，不上架'}
        form={form}
        busy={save.busy}
        error={save.error}
        onSave={(reward) => void save.run(reward)}
      />
    </FormBody>
  );
}

/** 编辑兑换商品: what was exchanged already keeps what it was exchanged for. */
export default function EditRewardPage() {
  const { params } = useRouter();
  const rewardId = isRewardId(params['id']) ? params['id'] : null;
  const { state, reload } = useCall(async () => {
    const [opened, { stores }, templates, { rule }] = await Promise.all([
      rewardId === null ? null : readReward(rewardId),
      paymentService.listStores({}),
      publishedTemplates(),
      growthService.readRule({}),
    ]);
    return { opened, stores, templates, tiers: rule?.tiers.map(({ name }) => name) ?? [] };
  });
  useOnShow(() => {
    if (state.status !== 'ready') void reload();
  });
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {state.status === 'ready' && <Editor {...state.snapshot.data} />}
    </PageShell>
  );
}
