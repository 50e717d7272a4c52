import type { Question } from '@/components/sheet/confirm-sheet';
import { useConfirmSheet } from '@/components/sheet/confirm-sheet';
import type { RequestId } from '@contracts/primitives/ids';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { leavePage } from '@/platform/opening/navigation';

export interface Publishing<Draft> {
  /** The version the form was made from; 0 before the first. */
  version: number;
  questionOf: (next: number, draft: Draft) => Question;
  publish: (input: { draft: Draft; basedOn: number }, options: { requestId: RequestId }) => Promise<unknown>;
  saved: () => void;
}

/** What a form of a rule publishes as its next version, asked about first; then the page is left. */
export function usePublishRule<Draft>({ version, questionOf, publish, saved }: Publishing<Draft>) {
  const request = useRequestId();
  const { ask, sheet } = useConfirmSheet();
  const action = useAction(async (draft: Draft) => {
    if (!(await ask(questionOf(version + 1, draft)))) return;
    const input = { draft, basedOn: version };
    await publish(input, { requestId: request.idFor(input) });
    request.done();
    saved();
    await leavePage();
  });
  return { publish: action, sheet };
}
