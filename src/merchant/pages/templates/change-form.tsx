import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { FormBody } from '@/components/form/form';
import { DateField } from '@/components/form/picked-fields';
import {
  checkForm,
  needed,
  neededReason,
  type Problem,
  type Checked,
  type Read,
} from '@/components/form/problems';
import { TextField } from '@/components/form/text-fields';
import { useForm } from '@/components/form/draft/use-form';
import { pickedIn, typedIn } from '@/components/form/tied';
import { InlineNote } from '@/components/inline-note';
import { PageLoading } from '@/components/page/page-loading';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { useToast } from '@/components/sheet/toast';
import type { CouponApi } from '@contracts/coupon/coupon';
import type { TemplateView } from '@contracts/coupon/coupon-admin';
import { errorCatalogue } from '@contracts/errors';
import { addMs, chinaDateOf, DAY_MS, startOfChinaDate, type Instant } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { couponService } from '@/services';
import { allPages } from '@/services/all-pages';
import styles from './index.module.scss';
import { extendingQuestion, holdersText, revokingQuestion } from './template-question';

type Batch = ReturnType<CouponApi['revokeCoupons']>;

/** Page after page until all are done; each page is safe to repeat. */
const untilDone = async (change: (cursor: string | null) => Promise<Batch>): Promise<number> =>
  (await allPages(change)).reduce((sum, { changed }) => sum + changed, 0);

/** The day chosen is the last one the coupons can be used on. */
const endOf = (date: string): Instant | null => {
  const start = startOfChinaDate(date);
  return start === null ? null : addMs(start, DAY_MS);
};

interface ChangeDraft {
  reason: string;
  date: string;
}

const readReason = ({ reason }: ChangeDraft): Read<string> =>
  neededReason(reason, '原因', '请写原因，至少两个字；会员看得到，也记入操作日志');

/** What revoking needs; extending needs a day besides. */
const checkRevoke = (draft: ChangeDraft): Checked<string> =>
  checkForm({ reason: readReason(draft) }, (read) => read.reason.value);
const checkExtend = (draft: ChangeDraft): Checked<{ reason: string; expiresAt: Instant }> => {
  const reads = { reason: readReason(draft), date: needed(endOf(draft.date), '日期', '请选延期到哪一天') };
  return checkForm(reads, (read) => ({ reason: read.reason.value, expiresAt: read.date.value }));
};

interface ChangeProps {
  template: TemplateView;
  ask: ReturnType<typeof useConfirmSheet>['ask'];
  say: ReturnType<typeof useToast>['say'];
}

const EMPTY: ChangeDraft = { reason: '', date: '' };

/** What it would touch, what is typed, and the two ways to go on; each says for itself what it still needs. */
function useChange({ template: { templateId, terms }, ask, say }: ChangeProps) {
  const selection = { templateId };
  const { state, reload } = useCall(() => couponService.previewChange({ selection }));
  useEffect(() => void reload(), [reload]);
  const form = useForm({ first: EMPTY, check: checkRevoke });
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const preview = state.status === 'ready' ? state.snapshot.data : null;

  const done = async (text: string) => {
    form.saved(EMPTY);
    say(text);
    await reload();
  };
  const revoke = useAction(async () => {
    const checked = checkRevoke(form.draft);
    setProblems(checked.ok ? [] : checked.problems);
    if (!checked.ok || !preview) return;
    const reason = checked.value;
    if (!(await ask(revokingQuestion(terms.title, preview, reason)))) return;
    const changed = await untilDone((cursor) => couponService.revokeCoupons({ selection, reason, cursor }));
    await done(`已收回 ${changed} 张，正在通知会员`);
  });
  const extend = useAction(async () => {
    const checked = checkExtend(form.draft);
    setProblems(checked.ok ? [] : checked.problems);
    if (!checked.ok || !preview) return;
    if (!(await ask(extendingQuestion(terms.title, preview, form.draft.date)))) return;
    const given = checked.value;
    const changed = await untilDone((cursor) => couponService.extendCoupons({ selection, ...given, cursor }));
    await done(`已延期 ${changed} 张`);
  });
  const problemAt = (field: string) =>
    problems.find((one) => `${one.field}-${templateId}` === field)?.text ?? null;
  return { preview, form: { ...form, problemAt }, revoke, extend };
}

/** 收回或延期: what it would touch first, then the reason, then the question with the number of people. */
export function ChangeForm({ template }: { template: TemplateView }) {
  const { templateId } = template;
  const { ask, sheet } = useConfirmSheet();
  const { say, toast } = useToast();
  const { preview, form, revoke, extend } = useChange({ template, ask, say });
  const error = revoke.error ?? extend.error;
  const busy = revoke.busy || extend.busy || preview === null;
  const today = preview === null ? '' : chinaDateOf(preview.now);
  return (
    <View className={styles['form']}>
      {preview === null ? <PageLoading card={false} rows={1} /> : <Text>{holdersText(preview)}</Text>}
      <FormBody form={form}>
        <TextField
          id={`reason-${templateId}`}
          label="原因"
          placeholder="必填，会员看得到"
          maxlength={100}
          {...typedIn(form.draft, form.change, 'reason')}
        />
        <DateField
          id={`date-${templateId}`}
          label="延期到（含当天）"
          start={today}
          opensAt={today}
          {...pickedIn(form.draft, form.change, 'date')}
        />
      </FormBody>
      {error && <InlineNote text={errorCatalogue[error.code].message} />}
      <ActionButton
        id={`extend-${templateId}`}
        look="secondary"
        disabled={busy}
        onPress={() => void extend.run(undefined)}
      >
        全部延期
      </ActionButton>
      <ActionButton
        id={`revoke-${templateId}`}
        look="quiet"
        disabled={busy}
        onPress={() => void revoke.run(undefined)}
      >
        {revoke.busy ? '正在收回…' : '全部收回'}
      </ActionButton>
      {sheet}
      {toast}
    </View>
  );
}
