import { readRow } from '@contracts/primitives/audience/read-row';
import type { RowDraft } from '@contracts/primitives/audience/condition-rows';
import { pickListsOf } from '@contracts/primitives/audience/pick-lists';
import { noRows, rowsOf, ruleTyped, type RuleRows } from '@contracts/primitives/audience/rule-rows';
import { refuse, TuankaError } from '@contracts/errors';
import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal, Radio, Skeleton, Typography } from 'antd';
import { ActionForm } from '../../../kit/action-form';
import { Failure } from '../../../kit/failure';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { LiveCount } from './live-count';
import type { Lists } from './row-fields';
import { RowsInput } from './rows-input';
import { ruleTexts } from './texts';

interface Values extends RuleRows {
  name: string;
}

interface Props {
  /** Null: a new one. */
  segmentId: string | null;
  onClose: () => void;
}

async function readAll(segmentId: string | null) {
  const segments = [];
  let cursor: string | null = null;
  do {
    const page = await api.audience.listSegments({ cursor });
    segments.push(...page.segments);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const segment = segments.find(({ id }) => id === segmentId) ?? null;
  // Somebody removed it: what is written would not be it.
  if (segmentId !== null && !segment) throw refuse('segment_not_found');
  const choices = await api.office.listMemberChoices({});
  const lists: Lists = {
    picks: pickListsOf(choices),
    segments: segments.filter(({ id }) => id !== segmentId),
  };
  return { segment, lists };
}

/** Who belongs to a segment, with how many that are while it is written. */
export function RuleForm({ segmentId, onClose }: Props) {
  const texts = usePageTexts(ruleTexts);
  const loaded = useQuery({
    queryKey: ['audience', 'rule', segmentId],
    queryFn: () => readAll(segmentId),
    staleTime: Infinity,
    gcTime: 0,
  });
  const segment = loaded.data?.segment ?? null;
  const rows = segment ? rowsOf(segment.rule) : noRows();
  if (loaded.data && rows)
    return (
      <Editor
        key={segment?.version ?? 0}
        segment={segment}
        lists={loaded.data.lists}
        initial={{ name: segment?.name ?? '', ...rows }}
        reload={() => void loaded.refetch()}
        onClose={onClose}
      />
    );
  return (
    <Modal open title={segment?.name ?? texts.edit} onCancel={onClose} footer={null}>
      {loaded.isPending && <Skeleton active />}
      {loaded.isError && <Failure error={loaded.error} retry={() => void loaded.refetch()} />}
      {loaded.data && <Typography.Text>{texts.tooFine}</Typography.Text>}
    </Modal>
  );
}

interface EditorProps {
  segment: { id: string; version: number; name: string } | null;
  lists: Lists;
  initial: Values;
  reload: () => void;
  onClose: () => void;
}

function Editor({ segment, lists, initial, reload, onClose }: EditorProps) {
  const texts = usePageTexts(ruleTexts);
  const { form } = useTexts();
  const refresh = useRefresh(['audience']);
  return (
    <ActionForm<Values>
      title={segment ? `${texts.edit} · ${segment.name}` : texts.create}
      who={texts.who}
      what={texts.what}
      width={860}
      initial={initial}
      submit={({ name, join, rows }, requestId) => {
        const rule = ruleTyped({ join, rows });
        if (!rule) throw new TuankaError('invalid_input');
        const edit = { segmentId: segment?.id ?? null, basedOn: segment?.version ?? 0 };
        return api.audience.saveSegment({ ...edit, name: name.trim(), rule }, { requestId });
      }}
      reload={reload}
      onDone={refresh}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={texts.name}
        rules={[{ required: true, whitespace: true, message: form.required }]}
      >
        <Input maxLength={20} showCount />
      </Form.Item>
      <Form.Item name="join" label={texts.join}>
        <Radio.Group
          options={(['all', 'any'] as const).map((value) => ({ value, label: texts.joins[value] }))}
        />
      </Form.Item>
      <RowsField lists={lists} />
      <Count />
    </ActionForm>
  );
}

function RowsField({ lists }: { lists: Lists }) {
  const texts = usePageTexts(ruleTexts);
  const check = (_rule: unknown, rows: readonly RowDraft[]): Promise<void> => {
    const wrong = rows.flatMap((row, at) =>
      readRow(row).problems.map(({ text }) => texts.wrong(at + 1, text)),
    );
    return wrong.length === 0 ? Promise.resolve() : Promise.reject(new Error(wrong.join(' · ')));
  };
  return (
    <Form.Item name="rows" label={texts.rows} validateTrigger="onSubmit" rules={[{ validator: check }]}>
      <RowsInput lists={lists} />
    </Form.Item>
  );
}

function Count() {
  const form = Form.useFormInstance<Values>();
  const join = Form.useWatch('join', form);
  const rows = Form.useWatch('rows', form);
  return <LiveCount rule={rows === undefined || join === undefined ? null : ruleTyped({ join, rows })} />;
}
