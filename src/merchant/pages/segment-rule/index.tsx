import { refuse } from '@contracts/errors';
import { useRouter } from '@tarojs/taro';
import { ActionButton } from '@/components/action-button';
import { ListNote } from '@/components/card/card';
import { useForm, type Form } from '@/components/form/draft/use-form';
import { FormBody, FormHint, FormPanel } from '@/components/form/form';
import { ChipsField } from '@/components/form/picked-fields';
import { SaveBar } from '@/components/form/save-bar';
import { TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { useRequestId } from '@/hooks/use-request-id';
import { leavePage } from '@/platform/opening/navigation';
import { audienceService, officeService } from '@/services';
import { allPages } from '@/services/all-pages';
import { StaffOnly } from '../../components/staff-only';
import { LiveCount } from './live-count';
import { newRow } from '@contracts/primitives/audience/condition-rows';
import { pickListsOf, type PickLists } from '@contracts/primitives/audience/pick-lists';
import { Row } from './rows';
import { checkRule, draftOf, EMPTY_RULE, type RuleDraft, type RuleWish } from './rule-draft';
import { MOST_ROWS } from '@contracts/primitives/audience/rule-rows';

interface Loaded {
  /** Null: a new one. */
  id: string | null;
  version: number;
  /** Null: its rule is made of more than the phone shows. */
  draft: RuleDraft | null;
  others: { id: string; name: string }[];
  lists: PickLists;
}

async function load(id: string | undefined): Promise<Loaded> {
  const [pages, choices] = await Promise.all([
    allPages((cursor) => audienceService.listSegments({ cursor })),
    officeService.listMemberChoices({}),
  ]);
  const all = pages.flatMap(({ segments }) => segments);
  const segment = all.find((one) => one.id === id);
  // Somebody removed it: what is written would not be it.
  if (id !== undefined && !segment) throw refuse('segment_not_found');
  return {
    id: segment?.id ?? null,
    version: segment?.version ?? 0,
    draft: segment ? draftOf(segment.name, segment.rule) : EMPTY_RULE,
    others: all.filter((one) => one.id !== id).map(({ id: other, name }) => ({ id: other, name })),
    lists: pickListsOf(choices),
  };
}

const joins = [
  { id: 'all', name: '全部符合' },
  { id: 'any', name: '任一符合' },
] as const;

function Fields({
  form,
  others,
  lists,
}: Pick<Loaded, 'others' | 'lists'> & { form: Form<RuleDraft, RuleWish> }) {
  const { draft, change } = form;
  const { rows } = draft;
  return (
    <>
      <FormPanel>
        <TextField
          id="name"
          label="名称"
          placeholder="如 爱买水果的"
          maxlength={20}
          {...typedIn(draft, change, 'name')}
        />
        <ChipsField
          id="join"
          label="下面的条件"
          options={joins}
          chosen={[draft.join]}
          onToggle={(join) => change({ join })}
        />
      </FormPanel>
      {rows.map((row, at) => (
        <Row
          key={at}
          row={row}
          at={at}
          segments={others}
          lists={lists}
          onChange={(next) => change({ rows: rows.map((one, place) => (place === at ? next : one)) })}
          onRemove={rows.length > 1 ? () => change({ rows: rows.filter((_, place) => place !== at) }) : null}
        />
      ))}
      {rows.length < MOST_ROWS && (
        <ActionButton id="add" look="secondary" onPress={() => change({ rows: [...rows, newRow('orders')] })}>
          再加一个条件
        </ActionButton>
      )}
      <FormHint text="按中国的自然天算，今天是第一天；保存后几分钟数完，之前的条件先用着" />
    </>
  );
}

function RuleForm({ id, version, draft, others, lists }: Loaded & { draft: RuleDraft }) {
  const request = useRequestId();
  const form = useForm({ first: draft, check: checkRule });
  const save = useAction(async (wish: RuleWish) => {
    const input = { segmentId: id, ...wish, basedOn: version };
    await audienceService.saveSegment(input, { requestId: request.idFor(input) });
    request.done();
    form.saved();
    await leavePage();
  });
  return (
    <FormBody form={form}>
      <LiveCount rule={form.checked.ok ? form.checked.value.rule : null} />
      <Fields form={form} others={others} lists={lists} />
      <SaveBar
        id="save"
        text="保存"
        form={form}
        busy={save.busy}
        error={save.error}
        onSave={(wish) => void save.run(wish)}
      />
    </FormBody>
  );
}

/** 人群的条件: who belongs to a segment, with how many that are while it is written. */
export default function SegmentRulePage() {
  const { id } = useRouter().params;
  const { state, reload } = useCall(() => load(id));
  useLoadOnShow(reload);
  const loaded = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {loaded && loaded.draft === null && (
        <>
          <ListNote text="这个人群照常使用" />
          <PageNote icon="people" title="条件太细，手机上改不了" text="可以新建一个，把它当作一个条件用" />
        </>
      )}
      {loaded?.draft && <RuleForm {...loaded} draft={loaded.draft} />}
    </PageShell>
  );
}
