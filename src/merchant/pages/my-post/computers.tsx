import { ActionButton } from '@/components/action-button';
import { Card, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import type { SessionView } from '@contracts/console/console';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { consoleService } from '@/services';

interface ComputersProps {
  sessions: readonly SessionView[];
  onChange: () => void;
}

/** Where one is signed in at a desk, each with the way out. */
export function Computers({ sessions, onChange }: ComputersProps) {
  const end = useAction(async (handle: string) => {
    await consoleService.endSession({ handle }).finally(onChange);
  });
  if (sessions.length === 0) return null;
  return (
    <>
      {sessions.map(({ handle, browser, place, startedAt, lastSeenAt }) => (
        <Card key={handle}>
          <CardHead title={`电脑登录：${browser}`} />
          <CardLine text={`${place}，${chinaTimeText(startedAt)}登录`} />
          <CardLine text={`最近使用：${chinaTimeText(lastSeenAt)}`} />
          <ActionButton
            id={`end-${handle}`}
            look="quiet"
            disabled={end.busy}
            onPress={() => void end.run(handle)}
          >
            退出这台电脑
          </ActionButton>
        </Card>
      ))}
      {end.error && <InlineNote text={end.error.message} />}
    </>
  );
}
