import type { PushView } from '@contracts/message/push-values';
import { App as AntApp, Button, Flex, Progress, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { asTuankaError, errorText } from '../../../app/error-text';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { pushTexts } from './texts';

interface Props {
  push: PushView;
  onChanged: () => void;
}

/** People are counted some at a time; whoever looks at the draft goes on with it. */
function Counting({ push, onChanged }: Props) {
  const texts = usePageTexts(pushTexts);
  const [scanned, setScanned] = useState(push.preview.scanned);
  const [error, setError] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isOver = false;
    const count = async (): Promise<void> => {
      for (let isComplete = false; !isOver && !isComplete;) {
        const { push: counted } = await api.message.previewPush({ pushId: push.id });
        isComplete = counted.preview.complete;
        setScanned(counted.preview.scanned);
      }
      if (!isOver) onChanged();
    };
    count().catch((thrown: unknown) => {
      if (!isOver) setError(thrown);
    });
    return () => {
      isOver = true;
    };
    // Once per opening and per press of the button: what is shown anew is the same push.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [push.id, round]);
  const again = (): void => {
    setError(null);
    setRound(round + 1);
  };
  if (error !== null)
    return (
      <Flex gap="small" align="center">
        <Typography.Text type="danger">{errorText(error)}</Typography.Text>
        <Button onClick={again}>{texts.countAgain}</Button>
      </Flex>
    );
  return (
    <div role="status">
      <Progress percent={100} status="active" showInfo={false} aria-label={texts.counting(scanned)} />
      <Typography.Text>{texts.counting(scanned)}</Typography.Text>
    </div>
  );
}

function Submit({ push, onChanged }: Props) {
  const texts = usePageTexts(pushTexts);
  const { form } = useTexts();
  const { message, modal } = AntApp.useApp();
  const [isRepeat, setRepeat] = useState(false);
  const { preview, needsApproval, lint } = push;
  const isForbidden = lint.some(({ severity }) => severity === 'forbidden');
  const submit = async (): Promise<void> => {
    try {
      await api.message.submitPush({ pushId: push.id, confirmRepeat: isRepeat });
      void message.success(form.done);
    } catch (thrown) {
      setRepeat(asTuankaError(thrown).code === 'push_repeated');
      void message.error(errorText(thrown));
    }
    onChanged();
  };
  const label = needsApproval ? texts.submitForApproval(preview.total) : texts.submit(preview.total);
  const ask = (): void =>
    void modal.confirm({ title: label, content: texts.submitSure, okText: label, onOk: submit });
  return (
    <Button type="primary" disabled={isForbidden || preview.total === 0} onClick={ask}>
      {isRepeat ? texts.repeat : label}
    </Button>
  );
}

function Samples({ push }: { push: PushView }) {
  const texts = usePageTexts(pushTexts);
  if (push.preview.samples.length === 0) return null;
  return (
    <div>
      <Typography.Text strong>{texts.samples}</Typography.Text>
      {push.preview.samples.map(({ title, lines }, at) => (
        <div key={at}>
          {title}：{lines.join(' · ')}
        </div>
      ))}
    </div>
  );
}

/** A draft: its people are counted, then it is submitted. */
export function DraftSteps({ push }: { push: PushView }) {
  const refresh = useRefresh(['message', 'pushes']);
  if (push.status !== 'draft') return null;
  return (
    <Flex vertical gap="middle">
      {push.preview.complete ? (
        <>
          <Samples push={push} />
          <Flex>
            <Submit push={push} onChanged={refresh} />
          </Flex>
        </>
      ) : (
        <Counting push={push} onChanged={refresh} />
      )}
    </Flex>
  );
}
