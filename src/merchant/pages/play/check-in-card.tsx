import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import type { PlayApi } from '@contracts/play/play';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { openCheckInRule } from '@/platform/opening/navigation';
import { playService } from '@/services';
import { Versions } from './versions';

type Published = ReturnType<PlayApi['readCheckInRule']>;
type Rule = NonNullable<Published['rule']>;

/** Stops it at once: the same rule, switched off, as the next version. */
function useStop(onDone: () => Promise<void>) {
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const stop = useAction(async ({ version, publishedAt: _at, ...draft }: Rule) => {
    const sure = await ask({
      title: '马上停止签到？',
      lines: ['会员看不到签到，连续天数会中断。', '已经签到的奖励照发；以后可以再开放。'],
      yes: '停止签到',
    });
    if (!sure) return;
    const input = { draft: { ...draft, isOn: false }, basedOn: version };
    await playService.publishCheckInRule(input, { requestId: request.idFor(input) });
    request.done();
    await onDone();
  });
  return { stop, sheet };
}

/** 签到: the rule as members read it, its versions, and how it is stopped. */
export function CheckInCard({
  published,
  onChange,
}: {
  published: Published;
  onChange: () => Promise<void>;
}) {
  const { rule, lines, versions } = published;
  const { stop, sheet } = useStop(onChange);
  return (
    <>
      <Card id="check-in">
        <CardHead
          title="签到"
          state={rule === null ? '还没有规则' : rule.isOn ? '开放中' : '已停止'}
          tone={rule?.isOn ? 'on' : 'off'}
        />
        {rule === null && <CardLine text="发布规则后，会员每天签到得奖励，连续签到另有奖励" />}
        {lines.map((line) => (
          <CardLine key={line} text={line} />
        ))}
        <CardActions>
          <ActionButton id="edit-check-in" compact onPress={() => void openCheckInRule()}>
            {rule ? '修改规则' : '开始签到活动'}
          </ActionButton>
          {rule?.isOn && (
            <ActionButton
              id="stop-check-in"
              compact
              look="secondary"
              disabled={stop.busy}
              onPress={() => void stop.run(rule)}
            >
              停止
            </ActionButton>
          )}
        </CardActions>
      </Card>
      {stop.error && <InlineNote text={stop.error.message} />}
      <Versions id="check-in-versions" title="签到规则的版本" versions={versions} />
      {sheet}
    </>
  );
}
