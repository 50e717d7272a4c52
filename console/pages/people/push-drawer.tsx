import type { PushView } from '@contracts/message/push-values';
import { isPushId } from '@contracts/primitives/ids';
import { TuankaError } from '@contracts/errors';
import { useQuery } from '@tanstack/react-query';
import { App as AntApp, Button, Descriptions, Flex, Progress, Tag, Typography } from 'antd';
import { errorText } from '../../app/error-text';
import { DetailDrawer } from '../../kit/detail-drawer';
import { useRefresh } from '../../kit/use-refresh';
import { momentText, numberText } from '../../kit/words';
import { api } from '../../service';
import { usePageTexts, useTexts } from '../../texts/use-texts';
import { DraftSteps } from './push/draft-steps';
import { peopleTexts, type PeopleTexts } from './texts';

export const PUSH_KEY = ['message', 'pushes'];

function Acts({ push }: { push: PushView }) {
  const texts = usePageTexts(peopleTexts);
  const { form } = useTexts();
  const { message, modal } = AntApp.useApp();
  const refresh = useRefresh(PUSH_KEY);
  const { id: pushId, status, preview } = push;
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      void message.success(form.done);
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    refresh();
  };
  const steer = (to: 'sending' | 'paused' | 'cancelled') => () =>
    run(() => api.message.steerPush({ pushId, to }));
  const sure = (title: string, content: string, onOk: () => Promise<void>) => (): void =>
    void modal.confirm({ title, content, onOk });
  const approve = () => run(() => api.message.approvePush({ pushId }));
  const isOver = status === 'done' || status === 'cancelled';
  return (
    <Flex gap="small">
      {status === 'awaiting_approval' && (
        <Button
          type="primary"
          onClick={sure(texts.approvePush, texts.approvePushSure(preview.total), approve)}
        >
          {texts.approvePush}
        </Button>
      )}
      {status === 'sending' && <Button onClick={() => void steer('paused')()}>{texts.pausePush}</Button>}
      {status === 'paused' && <Button onClick={() => void steer('sending')()}>{texts.resumePush}</Button>}
      {!isOver && (
        <Button danger onClick={sure(texts.cancelPush, texts.cancelPushSure, steer('cancelled'))}>
          {texts.cancelPush}
        </Button>
      )}
    </Flex>
  );
}

const reachOf = ({ preview }: PushView, texts: PeopleTexts): string =>
  [
    `${texts.wechat} ${numberText(preview.reach.wechat)}`,
    `${texts.official} ${numberText(preview.reach.official_account + preview.reach.official_notice)}`,
    `${texts.inbox} ${numberText(preview.reach.inbox)}`,
    `${texts.muted} ${numberText(preview.muted)}`,
    `${texts.capped} ${numberText(preview.capped)}`,
  ].join(' · ');

function Detail({ push }: { push: PushView }) {
  const texts = usePageTexts(peopleTexts);
  const { none } = useTexts();
  const { preview, done, skipped, lint } = push;
  const share = preview.total === 0 ? 0 : Math.round(((done + skipped) / preview.total) * 100);
  const items = [
    { key: 'status', label: texts.columns.status, children: <Tag>{texts.pushStatuses[push.status]}</Tag> },
    { key: 'sendAt', label: texts.columns.sendAt, children: momentText(push.sendAt) },
    { key: 'people', label: texts.columns.people, children: numberText(preview.total) },
    { key: 'reach', label: texts.reach, children: reachOf(push, texts) },
    { key: 'by', label: texts.columns.by, children: push.createdBy },
    { key: 'approved', label: texts.approvedBy, children: push.approvedBy ?? none },
    {
      key: 'progress',
      label: texts.progress,
      children: <Progress percent={share} size="small" aria-label={texts.progress} />,
    },
  ];
  return (
    <Flex vertical gap="middle">
      <Typography.Title level={2} style={{ fontSize: 18, margin: 0 }}>
        {push.text?.title ?? texts.pushKinds[push.kind]}
      </Typography.Title>
      <Typography.Text>{push.text?.body ?? texts.self}</Typography.Text>
      <Descriptions size="small" column={1} items={items} />
      {lint.length > 0 && (
        <div>
          <Typography.Text strong>{texts.findings}</Typography.Text>
          {lint.map(({ text, severity }) => (
            <div key={text}>
              <Typography.Text type={severity === 'forbidden' ? 'danger' : 'warning'}>{text}</Typography.Text>
            </div>
          ))}
        </div>
      )}
      <DraftSteps push={push} />
      <Acts push={push} />
    </Flex>
  );
}

export function PushDrawer({ open, onClose }: { open: string; onClose: () => void }) {
  const { push: title } = usePageTexts(peopleTexts);
  const detail = useQuery({
    queryKey: [...PUSH_KEY, open],
    queryFn: async () => {
      if (!isPushId(open)) throw new TuankaError('push_not_found');
      return (await api.message.readPush({ pushId: open })).push;
    },
  });
  return (
    <DetailDrawer title={title} onClose={onClose} detail={detail}>
      {(push) => <Detail push={push} />}
    </DetailDrawer>
  );
}
