import { useEffect } from 'react';
import { useOnShow } from '@/platform/use-on-show';

/** For a part of a page that appears after the page was shown: it loads when it appears, and again on every show. */
export function useLoadOnShow(reload: () => Promise<void>): void {
  useEffect(() => void reload(), [reload]);
  useOnShow(() => void reload());
}
