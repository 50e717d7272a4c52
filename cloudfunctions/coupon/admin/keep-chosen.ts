import type { WriteCall } from '../../kit/host/call';
import { requestMarkIdFor } from '../../kit/ids/derived-id';
import { Duplicate } from '../../kit/store/store-error';
import type { DocumentOf } from '../../kit/store/schema';

type Chosen = NonNullable<DocumentOf<'requestMarks'>['chosen']>;

/**
 * What a request is about to change is written down before it changes anything: its repeat, when the answer was lost, goes through the
 * same ones, not through those that stand in their place by now. One call; a repeat takes two.
 */
export async function keepChosen(
  { store, requestId, now }: WriteCall<'operator'>,
  { action, cursor }: { action: string; cursor: string | null },
  chosen: Chosen,
): Promise<Chosen & { isRepeat: boolean }> {
  const _id = requestMarkIdFor([requestId, action, cursor ?? ''].join('\n'));
  try {
    await store.requestMarks.insert({ _id, said: action, at: now, chosen });
    return { ...chosen, isRepeat: false };
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    const mark = await store.requestMarks.get(_id);
    return { ...(mark?.chosen ?? chosen), isRepeat: true };
  }
}
