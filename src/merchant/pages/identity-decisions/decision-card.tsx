import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { TextField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import type { IdentityApi } from '@contracts/identity/identity';
import { chinaTimeText } from '@contracts/primitives/time';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { identityService } from '@/services';
import { PersonLines } from '../../components/person-lines';
import styles from './index.module.scss';

type Decision = ReturnType<IdentityApi['listDecisions']>['decisions'][number];
type Preview = ReturnType<IdentityApi['previewMerge']>;

function Lines({ preview }: { preview: Preview }) {
  return (
    <>
      <Text className={styles['name']}>合并后：</Text>
      {preview.lines.map((line) => (
        <Text key={line}>· {line}</Text>
      ))}
      <InlineNote text={`${preview.undoableForDays} 天内可以撤销，但：${preview.cannotUndo.join('；')}`} />
    </>
  );
}

const APART: Question = {
  title: '确定是两个人？',
  lines: ['各自保留自己的卡、券和积分。', '这一条不再出现，以后要合并得另外处理。'],
  yes: '是两个人',
};

const mergingQuestion = (preview: Preview | null): Question => ({
  title: '合并为一位会员？',
  lines: [
    ...(preview?.lines ?? []),
    ...(preview === null
      ? []
      : [`${preview.undoableForDays} 天内可以撤销，用掉的不能：${preview.cannotUndo.join('；')}`]),
  ],
  yes: '是同一个人，合并',
});

const Grounds = ({ id, ...typed }: { id: string; value: string; onType: (value: string) => void }) => (
  <TextField id={`reason-${id}`} label="依据" placeholder="如：看过本人证件" maxlength={90} {...typed} />
);

interface DecisionCardProps {
  decision: Decision;
  onDecided: () => void;
}

/** One case: who had the number, who has it now, what merging would do. */
export function DecisionCard({ decision, onDecided }: DecisionCardProps) {
  const { decisionId } = decision;
  const [preview, setPreview] = useState<Preview | null>(null);
  const [reason, setReason] = useState('');
  const look = useAction(async () => setPreview(await identityService.previewMerge({ decisionId })));
  const { ask, sheet } = useConfirmSheet();
  const decide = useAction(async (verdict: 'same_person' | 'two_people') => {
    const sure = await ask(verdict === 'two_people' ? APART : mergingQuestion(preview));
    if (!sure) return;
    await identityService.decide({ decisionId, verdict, reason: reason.trim() });
    onDecided();
  });
  const error = look.error ?? decide.error;
  const isIdle = !decide.busy && reason.trim().length >= 2;
  return (
    <View className={styles['panel']}>
      <Text>
        手机号 {decision.phone} 先后由两位微信用户验证（{chinaTimeText(decision.openedAt)}）
      </Text>
      <PersonLines label="原来：" person={decision.previous} />
      <PersonLines label="现在：" person={decision.current} />
      {error && <InlineNote text={error.message} />}
      {preview && <Lines preview={preview} />}
      <Grounds id={decisionId} value={reason} onType={setReason} />
      {preview === null ? (
        <ActionButton
          id={`look-${decisionId}`}
          look="secondary"
          disabled={look.busy}
          onPress={() => void look.run(undefined)}
        >
          是同一个人？先看合并结果
        </ActionButton>
      ) : (
        <ActionButton
          id={`merge-${decisionId}`}
          disabled={!isIdle}
          onPress={() => void decide.run('same_person')}
        >
          是同一个人，合并
        </ActionButton>
      )}
      <ActionButton
        id={`apart-${decisionId}`}
        look="quiet"
        disabled={!isIdle}
        onPress={() => void decide.run('two_people')}
      >
        是两个人
      </ActionButton>
      {sheet}
    </View>
  );
}
