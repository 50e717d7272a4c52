import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { LinkRow } from '@/components/list/link-row';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import type { PlayApi } from '@contracts/play/play';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { openDraws, openWheelRule } from '@/platform/opening/navigation';
import { playService } from '@/services';
import { Versions } from './versions';

type Published = ReturnType<PlayApi['readWheelRule']>;
type Rule = NonNullable<Published['rule']>;

/** Stops it at once: the same rule, switched off, as the next version. */
function useStop(onDone: () => Promise<void>) {
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const stop = useAction(async ({ version, publishedAt: _at, ...draft }: Rule) => {
    const sure = await ask({
      title: '马上停止抽奖？',
      lines: ['会员看不到转盘，没用的机会留着。', '已经抽中的奖品照发；以后可以再开放。'],
      yes: '停止抽奖',
    });
    if (!sure) return;
    const input = { draft: { ...draft, isOn: false }, basedOn: version };
    await playService.publishWheelRule(input, { requestId: request.idFor(input) });
    request.done();
    await onDone();
  });
  return { stop, sheet };
}

/** What is left of the prizes that have an end. */
const stockLines = ({ prizes }: Rule, given: Published['given']): string[] =>
  prizes.flatMap(({ id, name, stock }) =>
    stock === null ? [] : [`${name}：已抽中 ${given[id] ?? 0} 份，共 ${stock} 份`],
  );

/** 转盘: the rule as members read it, what is left, its turns and versions, and how it is stopped. */
export function WheelCard({ published, onChange }: { published: Published; onChange: () => Promise<void> }) {
  const { rule, given, lines, versions } = published;
  const { stop, sheet } = useStop(onChange);
  return (
    <>
      <Card id="wheel">
        <CardHead
          title="转盘抽奖"
          state={rule === null ? '还没有规则' : rule.isOn ? '开放中' : '已停止'}
          tone={rule?.isOn ? 'on' : 'off'}
        />
        {rule === null && <CardLine text="发布规则后，会员按公布的概率抽奖，结果由服务器决定并保存" />}
        {rule && stockLines(rule, given).map((line) => <CardLine key={line} text={line} />)}
        {lines.map((line) => (
          <CardLine key={line} text={line} />
        ))}
        <CardActions>
          <ActionButton id="edit-wheel" compact onPress={() => void openWheelRule()}>
            {rule ? '修改规则' : '开始转盘抽奖'}
          </ActionButton>
          {rule?.isOn && (
            <ActionButton
              id="stop-wheel"
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
      {rule && <LinkRow id="draws" icon="receipt" text="抽奖记录" onPress={() => void openDraws()} />}
      <Versions id="wheel-versions" title="转盘规则的版本" versions={versions} />
      {sheet}
    </>
  );
}
