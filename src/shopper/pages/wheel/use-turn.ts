import { useEffect, useRef, useState } from 'react';
import type { Drawn, WheelView } from '@contracts/play/wheel';
import { useAction } from '@/hooks/use-action';
import { useRequestId } from '@/hooks/use-request-id';
import { wantsLessMotion } from '@/platform/device/less-motion';
import { playService } from '@/services';
import { angleFor } from './disc-angle';

/** As long as the disc turns (`index.module.scss`). */
const TURNS_MS = 2_600;

/** The names on the disc, what nobody wins last. */
export const namesOf = ({ slices, thanks }: Pick<WheelView, 'slices' | 'thanks'>): string[] => [
  ...slices.map(({ name }) => name),
  ...(thanks ? [thanks.name] : []),
];

/** The place on the disc where an answer stops. */
export function placeOf({ slices }: Pick<WheelView, 'slices'>, { prizeId }: Drawn): number {
  const at = slices.findIndex(({ id }) => id === prizeId);
  return at === -1 ? slices.length : at;
}

/**
 * A turn: the server decides, then the disc turns to where its answer says, then it is told. A turn without an answer is asked again under
 * the same request: it is the same turn.
 */
export function useTurn(view: WheelView, onDone: () => Promise<void>) {
  const [angle, setAngle] = useState(0);
  const [won, setWon] = useState<Drawn | null>(null);
  const request = useRequestId();
  const wait = useRef<{ timer: ReturnType<typeof setTimeout>; over: () => void } | null>(null);
  useEffect(
    () => () => {
      if (wait.current) clearTimeout(wait.current.timer);
    },
    [],
  );
  const turn = useAction(async () => {
    setWon(null);
    const answer = await playService.draw({}, { requestId: request.idFor('draw') });
    request.done();
    // A slice that is on the disc: a rule that changed meanwhile may have others.
    const count = Math.max(1, namesOf(view).length);
    setAngle((before) => angleFor(before, Math.min(placeOf(view, answer), count - 1), count));
    await new Promise<void>((over) => {
      wait.current = { timer: setTimeout(over, wantsLessMotion() ? 0 : TURNS_MS), over };
    });
    setWon(answer);
    await onDone();
  });
  return { angle, won, turn };
}
