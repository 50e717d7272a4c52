import { useRouter } from '@tarojs/taro';
import { ListNote } from '@/components/card/card';
import { useForm } from '@/components/form/draft/use-form';
import { FormBody, FormHint, FormPanel } from '@/components/form/form';
import { SelectField } from '@/components/form/picked-fields';
import { SaveBar } from '@/components/form/save-bar';
import { TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { PageShell } from '@/components/page/page-shell';
import { PageWait } from '@/components/page/page-wait';
import type { TagView } from '@contracts/audience/tags';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { useRequestId } from '@/hooks/use-request-id';
import { leavePage } from '@/platform/opening/navigation';
import { audienceService } from '@/services';
import { allPages } from '@/services/all-pages';
import { StaffOnly } from '../../components/staff-only';
import { checkTag, type TagWish } from './tag-draft';

interface Loaded {
  /** Null: a new one. */
  tag: TagView | null;
  choices: { id: string; name: string }[];
}

async function load(name: string | undefined): Promise<Loaded> {
  const [tags, segments] = await Promise.all([
    name === undefined ? [] : allPages((cursor) => audienceService.listTags({ cursor })),
    allPages((cursor) => audienceService.listSegments({ cursor })),
  ]);
  return {
    tag: tags.flatMap((page) => page.tags).find((tag) => tag.name === name) ?? null,
    choices: [
      { id: '', name: '不自动打' },
      ...segments.flatMap((page) => page.segments).map(({ id, name: called }) => ({ id, name: called })),
    ],
  };
}

function TagForm({ tag, choices }: Loaded) {
  const request = useRequestId();
  const form = useForm({
    first: { name: tag?.name ?? '', follows: tag?.follows?.segmentId ?? '' },
    check: checkTag(tag === null),
  });
  const save = useAction(async (wish: TagWish) => {
    const input = { ...wish, basedOn: tag?.version ?? 0 };
    await audienceService.saveTag(input, { requestId: request.idFor(input) });
    request.done();
    form.saved();
    await leavePage();
  });
  return (
    <FormBody form={form}>
      <ListNote
        text={tag === null ? '在人群里的会员自动有这个标签，离开人群就没有' : `标签「${tag.name}」`}
      />
      <FormPanel>
        {tag === null && (
          <TextField
            id="name"
            label="标签"
            placeholder="最多 20 个字"
            maxlength={20}
            {...typedIn(form.draft, form.change, 'name')}
          />
        )}
        <SelectField
          id="follows"
          label="跟着哪个人群"
          options={choices}
          chosen={form.draft.follows}
          onPick={(follows) => form.change({ follows })}
        />
        <FormHint text="手工打上的不会被自动去掉，手工去掉的不会再自动打上" />
      </FormPanel>
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

/** 标签: whether it follows a segment, and which. */
export default function TagPage() {
  const { name } = useRouter().params;
  const called = name === undefined ? undefined : decodeURIComponent(name);
  const { state, reload } = useCall(() => load(called));
  useLoadOnShow(reload);
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={3} Failure={StaffOnly} />
      {state.status === 'ready' && <TagForm {...state.snapshot.data} />}
    </PageShell>
  );
}
