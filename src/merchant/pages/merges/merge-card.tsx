import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { TextField } from '@/components/form/text-fields';
import { InlineNote } from '@/components/inline-note';
import type { IdentityApi } from '@contracts/identity/identity';
import { chinaEndText, chinaTimeText, type Instant } from '@contracts/primitives/time';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import { useAction } from '@/hooks/use-action';
import { identityService } from '@/services';
import { PersonLines } from '../../components/person-lines';
import styles from './index.module.scss';

type Merge = ReturnType<IdentityApi['listMerges']>['merges'][number];
type UndoPreview = ReturnType<IdentityApi['previewUndo']>;

const statusText: Record<Merge['status'], string> = {
  running: '合并中，会自动完成',
  done: '已合并',
  undoing: '撤销中，会自动完成',
  undone: '已撤销',
};

const reasonText: Record<Merge['reason'], string> = {
  unionid: '微信确认是同一个人',
  imported: '导入的会员本人验证了',
  staff: '运营确认是同一个人',
};

/** What comes back first, then what does not: read before the question is asked. */
function UndoLines({ preview }: { preview: UndoPreview }) {
  return (
    <>
      <Text>
        {preview.comesBack > 0 && `${preview.comesBack} 份记录（券、积分、订单等）回到被合并的会员；`}
        两位会员重新分开，卡号和微信各归各的，以后不会再自动合并。
      </Text>
      {preview.stays.length > 0 && <InlineNote text={`撤销不了的：${preview.stays.join('；')}`} />}
    </>
  );
}

const undoQuestion = (preview: UndoPreview | null): Question => ({
  title: '撤销这次合并？',
  figure: preview === null || preview.comesBack === 0 ? undefined : `${preview.comesBack} 份记录分回去`,
  lines: [
    '两位会员会重新分开，以后不会再自动合并。',
    ...(preview?.stays.map((line) => `撤销不了的：${line}`) ?? []),
  ],
  yes: '撤销合并',
});

interface MergeCardProps {
  merge: Merge;
  now: Instant;
  onUndone: () => void;
}

/** One merge: whom it made one, why and what moved; undone in two steps while it may be. */
export function MergeCard({ merge, now, onUndone }: MergeCardProps) {
  const { mergeId } = merge;
  const [preview, setPreview] = useState<UndoPreview | null>(null);
  const [reason, setReason] = useState('');
  const look = useAction(async () => setPreview(await identityService.previewUndo({ mergeId })));
  const { ask, sheet } = useConfirmSheet();
  const undo = useAction(async () => {
    if (!(await ask(undoQuestion(preview)))) return;
    await identityService.undoMerge({ mergeId, reason: reason.trim() });
    setPreview(null);
    onUndone();
  });
  const error = look.error ?? undo.error;
  const undoable = merge.status === 'done' && now < merge.undoUntil;
  return (
    <View className={styles['panel']}>
      <View className={styles['head']}>
        <View className={styles['title']}>
          <PersonLines person={merge.kept} />
        </View>
        <Text className={styles['soft']}>{statusText[merge.status]}</Text>
      </View>
      <Text className={styles['soft']}>{`${chinaTimeText(merge.at)} · ${reasonText[merge.reason]}`}</Text>
      {merge.lines.map((line) => (
        <Text key={line}>· {line}</Text>
      ))}
      {merge.status === 'done' && (
        <Text className={styles['soft']}>
          {undoable ? `${chinaEndText(merge.undoUntil)} 前可以撤销` : '已过可以撤销的期限'}
        </Text>
      )}
      {error && <InlineNote text={error.message} />}
      {undoable && preview && (
        <>
          <UndoLines preview={preview} />
          <TextField
            id={`reason-${mergeId}`}
            label="原因"
            placeholder="会记在操作日志里"
            maxlength={90}
            value={reason}
            onType={setReason}
          />
        </>
      )}
      {undoable && (
        <ActionButton
          id={`${preview ? 'undo' : 'look'}-${mergeId}`}
          look={preview ? 'primary' : 'secondary'}
          disabled={look.busy || undo.busy || (preview !== null && reason.trim().length < 2)}
          onPress={() => void (preview ? undo : look).run(undefined)}
        >
          {preview ? '撤销合并' : '合错了？先看撤销结果'}
        </ActionButton>
      )}
      {sheet}
    </View>
  );
}
