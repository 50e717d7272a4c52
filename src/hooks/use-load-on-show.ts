import { useCallback, useEffect, useRef } from 'react';
import { useOnShow } from '@/platform/use-on-show';

/**
 * Loads when a part of a page appears, and again on every show. A part that appears with its page is shown at the
 * same moment: what is under way is not started twice.
 */
export function useLoadOnShow(reload: () => Promise<void>): void {
  const underWay = useRef(false);
  const load = useCallback(() => {
    if (underWay.current) return;
    underWay.current = true;
    void reload().finally(() => {
      underWay.current = false;
    });
  }, [reload]);
  useEffect(load, [load]);
  useOnShow(load);
}
