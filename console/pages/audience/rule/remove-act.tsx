import { App as AntApp, Button } from 'antd';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { ruleTexts } from './texts';

/** Takes a segment of the shop's own away; one that something goes by stays, and the answer says so. */
export function RemoveAct({ segment }: { segment: { id: string; name: string; version: number } }) {
  const texts = usePageTexts(ruleTexts);
  const { modal, message } = AntApp.useApp();
  const refresh = useRefresh(['audience']);
  const remove = async (): Promise<void> => {
    try {
      await api.audience.removeSegment({ segmentId: segment.id, basedOn: segment.version });
    } catch (error) {
      void message.error(error instanceof Error ? error.message : String(error));
    }
    refresh();
  };
  return (
    <Button
      size="small"
      onClick={() =>
        void modal.confirm({
          title: texts.removeSure(segment.name),
          content: texts.removeWhat,
          okText: texts.removeAct,
          okButtonProps: { danger: true },
          onOk: remove,
        })
      }
    >
      {texts.removeAct}
    </Button>
  );
}
