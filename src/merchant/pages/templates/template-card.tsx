import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { CardActions } from '@/components/card/card';
import { validityText } from '@/components/coupon/coupon-text';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import type { useToast } from '@/components/sheet/toast';
import { Ticket } from '@/components/coupon/ticket';
import { Tappable } from '@/components/tappable';
import type { TemplateStatus, TemplateView } from '@contracts/coupon/coupon-admin';
import { errorCatalogue } from '@contracts/errors';
import { useAction } from '@/hooks/use-action';
import { openTemplate } from '@/platform/opening/navigation';
import { couponService } from '@/services';
import type { PickedMember } from '../../components/member-picker/member-picker';
import { ChangeForm } from './change-form';
import styles from './index.module.scss';
import { IssueForm } from './issue-form';
import { turningQuestion } from './template-question';

const statusText: Record<TemplateStatus, string> = {
  draft: '草稿',
  published: '发放中',
  paused: '已暂停',
  ended: '已结束',
};

const stockText = ({ stock, collectable }: TemplateView): string => {
  const where = collectable ? '领券中心可领' : '不在领券中心';
  return stock === null ? `${where} · 不限量` : `${where} · 已发 ${stock.issued}，剩 ${stock.left}`;
};

type Turn = 'published' | 'paused';

/** Which way the status may be turned next. */
const turnOf = (status: TemplateStatus): { to: Turn; text: string } | null => {
  if (status === 'published') return { to: 'paused', text: '暂停发放' };
  return status === 'ended' ? null : { to: 'published', text: '开始发放' };
};

type Form = 'change' | 'issue';

interface TemplateActionsProps {
  template: TemplateView;
  /** The form that is open under the card. */
  open: Form | null;
  turning: boolean;
  onTurn: (to: Turn) => void;
  onToggle: (form: Form) => void;
}

function TemplateActions({ template, open, turning, onTurn, onToggle }: TemplateActionsProps) {
  const { templateId, status } = template;
  const turn = turnOf(status);
  return (
    <CardActions>
      {turn && (
        <ActionButton
          id={`turn-${templateId}`}
          look="secondary"
          compact
          disabled={turning}
          onPress={() => onTurn(turn.to)}
        >
          {turn.text}
        </ActionButton>
      )}
      {status !== 'ended' && (
        <ActionButton
          id={`edit-${templateId}`}
          look="quiet"
          compact
          onPress={() => void openTemplate(templateId)}
        >
          修改
        </ActionButton>
      )}
      {status === 'published' && (
        <ActionButton id={`issue-${templateId}`} look="quiet" compact onPress={() => onToggle('issue')}>
          {open === 'issue' ? '收起' : '发给会员'}
        </ActionButton>
      )}
      {status !== 'draft' && (
        <ActionButton id={`change-${templateId}`} look="quiet" compact onPress={() => onToggle('change')}>
          {open === 'change' ? '收起' : '收回或延期'}
        </ActionButton>
      )}
    </CardActions>
  );
}

interface TemplateCardProps {
  template: TemplateView;
  /** Whom the page was opened for; the form to issue begins with them. */
  whom: PickedMember | null;
  say: ReturnType<typeof useToast>['say'];
  onChange: () => void;
}

export function TemplateCard({ template, whom, say, onChange }: TemplateCardProps) {
  const [isManaged, setManaged] = useState(false);
  const [open, setOpen] = useState<Form | null>(null);
  const { templateId, status, terms } = template;
  const { ask, sheet } = useConfirmSheet();
  const set = async (to: Turn) => {
    await couponService.setTemplateStatus({ templateId, status: to, reason: '在手机上操作' });
    onChange();
  };
  const setStatus = useAction(async (to: Turn) => {
    if (!(await ask(turningQuestion(template, to)))) return;
    await set(to);
    const back = to === 'paused' ? 'published' : 'paused';
    say(to === 'paused' ? `「${terms.title}」已暂停发放` : `「${terms.title}」开始发放`, async () => {
      await set(back);
      return back === 'paused' ? '已暂停发放' : '已恢复发放';
    });
  });
  return (
    <>
      <Tappable id={`manage-${templateId}`} onPress={() => setManaged(!isManaged)}>
        <Ticket terms={terms} faded={status !== 'published'}>
          <Text className={styles['small']}>{validityText(template.validity)}</Text>
          <Text className={styles['small']}>{stockText(template)}</Text>
          <View className={styles['foot']}>
            <Text className={styles['status']}>{statusText[status]}</Text>
            <Text className={styles['small']}>{isManaged ? '收起' : '管理'}</Text>
          </View>
        </Ticket>
      </Tappable>
      {setStatus.error && <InlineNote text={errorCatalogue[setStatus.error.code].message} />}
      {isManaged && (
        <TemplateActions
          template={template}
          open={open}
          turning={setStatus.busy}
          onTurn={(to) => void setStatus.run(to)}
          onToggle={(form) => setOpen(open === form ? null : form)}
        />
      )}
      {isManaged && open === 'change' && <ChangeForm template={template} />}
      {isManaged && open === 'issue' && <IssueForm template={template} whom={whom} onIssued={onChange} />}
      {sheet}
    </>
  );
}
