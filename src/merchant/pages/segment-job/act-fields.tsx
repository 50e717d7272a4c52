import { FormHint, FormPanel } from '@/components/form/form';
import { ChipsField, SelectField } from '@/components/form/picked-fields';
import { NumberField, TextField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import type { CouponTemplateId } from '@contracts/primitives/ids';
import type { JobDraft } from './job-draft';

export interface Choices {
  templates: readonly { id: CouponTemplateId; name: string }[];
  journeys: readonly { id: string; name: string }[];
}

interface FieldsProps {
  choices: Choices;
  draft: JobDraft;
  change: (some: Partial<JobDraft>) => void;
}

const kinds = [
  { id: 'coupon', name: '发券' },
  { id: 'tag', name: '打标签' },
  { id: 'journey', name: '进入旅程' },
  { id: 'task', name: '派待办' },
] as const;

const doers = [
  { id: 'staff', name: '员工' },
  { id: 'leader', name: '各自的团长' },
] as const;

const CouponFields = ({ choices, draft, change }: FieldsProps) => (
  <>
    <SelectField
      id="template"
      label="哪种券"
      options={choices.templates}
      chosen={draft.templateId}
      onPick={(templateId) => change({ templateId })}
    />
    <NumberField id="quantity" label="每人" unit="张" maxlength={2} {...typedIn(draft, change, 'quantity')} />
    <FormHint text="关闭了个性化推荐的会员不发，人数会列出来" />
  </>
);

const TagFields = ({ draft, change }: FieldsProps) => (
  <>
    <TextField
      id="tag"
      label="标签"
      placeholder="最多 20 个字"
      maxlength={20}
      {...typedIn(draft, change, 'tag')}
    />
    <FormHint text="30 天内可以撤销，只去掉这次打上的" />
  </>
);

const JourneyFields = ({ choices, draft, change }: FieldsProps) => (
  <>
    <SelectField
      id="journey"
      label="哪个旅程"
      options={choices.journeys}
      chosen={draft.journeyId}
      onPick={(journeyId) => change({ journeyId })}
      empty={choices.journeys.length === 0 ? '没有运行中的旅程' : '请选择'}
    />
    <FormHint text="按旅程自己的进入规则；已经在里面的、关闭了个性化推荐的不进，人数会列出来" />
  </>
);

const TaskFields = ({ draft, change }: FieldsProps) => (
  <>
    <ChipsField
      id="taskFor"
      label="谁来做"
      options={doers}
      chosen={[draft.taskFor]}
      onToggle={(taskFor) => change({ taskFor })}
    />
    <TextField
      id="title"
      label="要做什么"
      placeholder="如 打电话问问最近怎么没来"
      maxlength={40}
      {...typedIn(draft, change, 'title')}
    />
    <TextField
      id="note"
      label="说明"
      placeholder="可以不填"
      maxlength={200}
      {...typedIn(draft, change, 'note')}
    />
    <NumberField id="dueDays" label="几天内" unit="天" maxlength={2} {...typedIn(draft, change, 'dueDays')} />
    <FormHint text="每位会员一条；关闭了个性化推荐的不派，人数会列出来" />
  </>
);

const fieldsOf = {
  coupon: CouponFields,
  tag: TagFields,
  journey: JourneyFields,
  task: TaskFields,
} as const;

/** What is done to everybody of a segment, and why. */
export function ActFields(props: FieldsProps) {
  const { draft, change } = props;
  const Fields = fieldsOf[draft.kind];
  return (
    <FormPanel>
      <ChipsField
        id="kind"
        label="做什么"
        options={kinds}
        chosen={[draft.kind]}
        onToggle={(kind) => change({ kind })}
      />
      <Fields {...props} />
      <TextField
        id="reason"
        label="原因"
        placeholder="会记在操作日志里"
        maxlength={100}
        {...typedIn(draft, change, 'reason')}
      />
    </FormPanel>
  );
}
