import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Drawer, Empty, Flex, Skeleton, Typography } from 'antd';
import { chinaTimeText } from '@contracts/primitives/time';
import { errorText } from '../app/error-text';
import { Failure } from '../kit/failure';
import { api } from '../service';
import { useTexts } from '../texts/use-texts';

/** The person's own browsers that are signed in; one that is not known is signed out here. */
export default function DevicesDrawer({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const { message, modal } = AntApp.useApp();
  const client = useQueryClient();
  const list = useQuery({ queryKey: ['console', 'sessions'], queryFn: () => api.console.listSessions({}) });

  const end = async (handle: string): Promise<void> => {
    try {
      await api.console.endSession({ handle });
      void message.success(texts.devices.ended);
    } catch (thrown) {
      void message.error(errorText(thrown));
    }
    await client.invalidateQueries({ queryKey: ['console', 'sessions'] });
  };
  return (
    <Drawer open title={texts.devices.title} onClose={onClose} size={420}>
      {list.isPending && <Skeleton active />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data?.sessions.length === 0 && <Empty description={texts.devices.none} />}
      <Flex vertical gap="middle" component="ul" style={{ padding: 0, margin: 0 }}>
        {list.data?.sessions.map(({ handle, browser, place, startedAt, lastSeenAt }) => (
          <Flex key={handle} component="li" justify="space-between" align="center" gap="middle">
            <div>
              <div>
                {browser} <Typography.Text type="secondary">{place}</Typography.Text>
              </div>
              <Typography.Text type="secondary">
                {texts.devices.started(chinaTimeText(startedAt))} ·{' '}
                {texts.devices.seen(chinaTimeText(lastSeenAt))}
              </Typography.Text>
            </div>
            <Button
              danger
              onClick={() =>
                void modal.confirm({ title: texts.devices.sure, content: browser, onOk: () => end(handle) })
              }
            >
              {texts.devices.end}
            </Button>
          </Flex>
        ))}
      </Flex>
    </Drawer>
  );
}
