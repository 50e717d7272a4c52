import { Text, View } from '@tarojs/components';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import { Tappable } from '@/components/tappable';
import type { CheckedIn, CheckInView } from '@contracts/play/play';
import type { ChinaDate } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { playService } from '@/services';
import { canMakeUp, dayText, makeUpQuestion, makeUpText } from './check-in-text';
import styles from './index.module.scss';

interface MakeUpProps {
  makeUp: NonNullable<CheckInView['makeUp']>;
  onDone: (done: CheckedIn) => Promise<void>;
}

/** 补签: days that were missed and can be made up, each asked about first. */
export function MakeUp({ makeUp, onDone }: MakeUpProps) {
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const act = useAction(async (day: ChinaDate) => {
    if (!(await ask(makeUpQuestion(day, makeUp)))) return;
    const done = await playService.makeUp({ day }, { requestId: request.idFor(day) });
    request.done();
    await onDone(done);
  });
  if (makeUp.days.length === 0) return null;
  return (
    <>
      <SectionTitle text="补签" />
      <View id="make-up" className={styles['panel']}>
        <Text className={styles['none']}>{makeUpText(makeUp)}</Text>
        {canMakeUp(makeUp) && (
          <View className={styles['chips']}>
            {makeUp.days.map((day) => (
              <Tappable
                key={day}
                id={`make-up-${day}`}
                className={styles['chip']}
                ariaLabel={`补签 ${dayText(day)}`}
                onPress={() => void act.run(day)}
              >
                <Text>{dayText(day)}</Text>
              </Tappable>
            ))}
          </View>
        )}
      </View>
      {act.error && <InlineNote text={act.error.message} />}
      {sheet}
    </>
  );
}
