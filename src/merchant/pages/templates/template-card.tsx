import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { validityText } from '@/components/coupon/coupon-text';
import { InlineNote } from '@/components/inline-note';
import { Ticket } from '@/components/coupon/ticket';
import type { TemplateStatus, TemplateView } from '@contracts/coupon/coupon-admin';
import { errorCatalogue } from '@contracts/errors';
import { useAction } from '@/hooks/use-action';
import { couponService } from '@/services';
import { openTemplate } from '@/platform/opening/navigation';
import { ChangeForm } from './change-form';
import { IssueForm } from './issue-form';
import styles from './index.module.scss';

const statusTexts: Record<TemplateStatus, string> = {
  draft: '草稿',
  published: '发放中',
  paused: '已暂停',
  ended: '已结束',
};

const stockText = ({ stock, collectable }: TemplateView): string => {
  const where = collectable ? '领券中心可领' : '不在领券中心';
  return stock === null ? `${where} · 不限量` : `${where} · 已发 ${stock.issued}，剩 ${stock.left}`;
};

/** Which way the status may be turned next. */
const turnOf = (status: TemplateStatus): { to: 'published' | 'paused'; text: string } | null => {
  if (status === 'published') return { to: 'paused', text: '暂停发放' };
  return status === 'ended' ? null : { to: 'published', text: '开始发放' };
};

export function TemplateCard({ template, onChange }: { template: TemplateView; onChange: () => void }) {
  const [open, setOpen] = useState<'change' | 'issue' | null>(null);
  const toggle = (form: 'change' | 'issue') => setOpen(open === form ? null : form);
  const { templateId, status, terms } = template;
  const turn = turnOf(status);
  const setStatus = useAction(async (to: 'published' | 'paused') => {
    await couponService.setTemplateStatus({ templateId, status: to, reason: '在手机上操作' });
    onChange();
  });
  return (
    <View className={styles['card']}>
      <Ticket terms={terms} faded={status !== 'published'}>
        <Text className={styles['small']}>{validityText(template.validity)}</Text>
        <Text className={styles['small']}>{stockText(template)}</Text>
        <Text className={styles['status']}>{statusTexts[status]}</Text>
      </Ticket>
      {setStatus.error && <InlineNote text={errorCatalogue[setStatus.error.code].message} />}
      <View className={styles['actions']}>
        {turn && (
          <ActionButton
            id={`turn-${templateId}`}
            look="secondary"
            disabled={setStatus.busy}
            onPress={() => void setStatus.run(turn.to)}
          >
            {turn.text}
          </ActionButton>
        )}
        {status !== 'ended' && (
          <ActionButton id={`edit-${templateId}`} look="quiet" onPress={() => void openTemplate(templateId)}>
            修改
          </ActionButton>
        )}
        {status === 'published' && (
          <ActionButton id={`issue-${templateId}`} look="quiet" onPress={() => toggle('issue')}>
            {open === 'issue' ? '收起' : '发给会员'}
          </ActionButton>
        )}
        {status !== 'draft' && (
          <ActionButton id={`change-${templateId}`} look="quiet" onPress={() => toggle('change')}>
            {open === 'change' ? '收起' : '收回或延期'}
          </ActionButton>
        )}
      </View>
      {open === 'change' && <ChangeForm templateId={templateId} />}
      {open === 'issue' && <IssueForm templateId={templateId} onIssued={onChange} />}
    </View>
  );
}
