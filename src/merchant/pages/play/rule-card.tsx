import type { PropsWithChildren } from 'react';
import { ActionButton } from '@/components/action-button';
import { Card, CardActions, CardHead, CardLine } from '@/components/card/card';
import { InlineNote } from '@/components/inline-note';
import { useConfirmSheet, type Question } from '@/components/sheet/confirm-sheet';
import type { PlayApi } from '@contracts/play/play';
import type { RequestId } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { Versions } from './versions';

type Published = ReturnType<PlayApi['readCheckInRule']>;

interface RuleCardProps {
  /** The ids of its parts: `edit-<id>`, `stop-<id>`, `<id>-versions`. */
  id: string;
  title: string;
  versionsTitle: string;
  /** Said before there is a rule. */
  invitation: string;
  editText: string;
  isOn: boolean | null;
  lines: readonly string[];
  versions: Published['versions'];
  question: Question;
  /** Publishes the same rule, switched off, as the next version. */
  onStop: (options: { requestId: RequestId }) => Promise<unknown>;
  onEdit: () => void;
  onChange: () => Promise<void>;
}

/** A game: its rule as members read it, its versions, and how it is stopped at once. */
export function RuleCard({ children, ...card }: PropsWithChildren<RuleCardProps>) {
  const { id, title, isOn, lines, versions } = card;
  const { ask, sheet } = useConfirmSheet();
  const request = useRequestId();
  const stop = useAction(async () => {
    if (!(await ask(card.question))) return;
    await card.onStop({ requestId: request.idFor(versions[0]?.version) });
    request.done();
    await card.onChange();
  });
  return (
    <>
      <Card id={id}>
        <CardHead
          title={title}
          state={isOn === null ? '还没有规则' : isOn ? '开放中' : '已停止'}
          tone={isOn ? 'on' : 'off'}
        />
        {isOn === null && <CardLine text={card.invitation} />}
        {lines.map((line) => (
          <CardLine key={line} text={line} />
        ))}
        <CardActions>
          <ActionButton id={`edit-${id}`} compact onPress={card.onEdit}>
            {isOn === null ? card.editText : '修改规则'}
          </ActionButton>
          {isOn && (
            <ActionButton
              id={`stop-${id}`}
              compact
              look="secondary"
              disabled={stop.busy}
              onPress={() => void stop.run(undefined)}
            >
              停止
            </ActionButton>
          )}
        </CardActions>
      </Card>
      {stop.error && <InlineNote text={stop.error.message} />}
      {children}
      <Versions id={`${id}-versions`} title={card.versionsTitle} versions={versions} />
      {sheet}
    </>
  );
}
