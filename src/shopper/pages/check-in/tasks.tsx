import { Text, View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { SectionTitle } from '@/components/section-title';
import { useToast } from '@/components/sheet/toast';
import type { TaskView } from '@contracts/play/task';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useLoadOnShow } from '@/hooks/use-load-on-show';
import { useRequestId } from '@/hooks/use-request-id';
import {
  openBuy,
  openCheckIn,
  openCoupons,
  openInvite,
  openMemberCode,
  openProfile,
} from '@/platform/opening/navigation';
import { playService } from '@/services';
import { Conditions } from '../../components/conditions';
import { buttonText, filled, progressText, stateText } from './task-text';
import styles from './tasks.module.scss';

/** Where it is done. */
const ways: Record<TaskView['kind'], () => Promise<void>> = {
  orders: openBuy,
  check_ins: openCheckIn,
  visits: openMemberCode,
  invites: openInvite,
  coupons: openCoupons,
  nickname: openProfile,
  phone: openProfile,
  birthday: openProfile,
};

interface RowProps {
  task: TaskView;
  busy: boolean;
  onTake: () => void;
}

function Row({ task, busy, onTake }: RowProps) {
  const button = buttonText(task);
  // A day is checked in on this very page.
  const isHere = task.kind === 'check_ins' && button === '去完成';
  return (
    <View id={`task-${task.id}`} className={styles['task']}>
      <View className={styles['what']}>
        <View className={styles['head']}>
          <Text className={styles['name']}>{task.name}</Text>
          <Text className={styles['gift']}>{task.gift.text}</Text>
        </View>
        <Text className={styles['text']}>{task.text}</Text>
        <View className={styles['bar']}>
          <View className={styles['fill']} style={{ width: `${filled(task)}%` }} />
        </View>
        <Text className={styles['text']}>{progressText(task)}</Text>
      </View>
      {button !== null && !isHere && (
        <View className={styles['button']}>
          <ActionButton
            id={`${button === '领取' ? 'take' : 'go'}-${task.id}`}
            compact
            look={button === '领取' ? 'primary' : 'secondary'}
            disabled={busy}
            ariaLabel={`${button}：${task.name}`}
            onPress={button === '领取' ? onTake : () => void ways[task.kind]()}
          >
            {button}
          </ActionButton>
        </View>
      )}
      {button === null && <Text className={styles['text']}>{stateText(task)}</Text>}
    </View>
  );
}

/** What is owed comes by itself within minutes, too: that it could not be taken now is no failure. */
const takeOwed = () =>
  playService.takeGifts({ of: 'task' }).then(
    () => undefined,
    () => undefined,
  );

/** 任务: what there is to do, how far the member is, and its gifts. */
export function Tasks() {
  const { state, reload } = useCall(() => playService.readTasks({}));
  useLoadOnShow(reload);
  const request = useRequestId();
  const { say, toast } = useToast();
  const take = useAction(async (task: TaskView) => {
    const { gift } = await playService.finishTask({ taskId: task.id }, { requestId: request.idFor(task.id) });
    request.done();
    await takeOwed();
    say(`得到 ${gift.text}`);
    await reload();
  });
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <>
      <PageWait call={{ state, reload }} rows={3} />
      {data?.tasks && (
        <>
          <SectionTitle text="做任务得奖励" />
          <View id="tasks" className={styles['panel']}>
            {data.tasks.map((task) => (
              <Row key={task.id} task={task} busy={take.busy} onTake={() => void take.run(task)} />
            ))}
            {data.tasks.length === 0 && (
              <Text className={styles['text']}>任务都做完了，过些时候再来看看</Text>
            )}
          </View>
          {take.error && <InlineNote text={take.error.message} />}
          <SectionTitle text="任务规则" />
          <Conditions lines={data.ruleLines} />
        </>
      )}
      {toast}
    </>
  );
}
