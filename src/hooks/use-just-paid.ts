import { useRef } from 'react';

/**
 * True from the moment an order is seen paid that was not before, on this page or on the one that led here.
 * @param isPaid null: not known yet
 */
export function useJustPaid(isPaid: boolean | null, cameFromPaying = false): boolean {
  const wasUnpaid = useRef(cameFromPaying);
  if (isPaid === false) wasUnpaid.current = true;
  return isPaid === true && wasUnpaid.current;
}
