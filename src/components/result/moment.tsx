import { useEffect, type ComponentProps } from 'react';
import { buzz } from '@/platform/device/haptic';
import { ResultView } from './result-view';

/** Something good has just happened: the result, moving once, and a short tap of the phone. */
export function Moment(props: ComponentProps<typeof ResultView>) {
  useEffect(buzz, []);
  return <ResultView {...props} moves />;
}
