import { View } from '@tarojs/components';
import { useEffect, useState, type PropsWithChildren } from 'react';
import { watchNearView } from '@/platform/watch-near-view';

interface ListBlockProps {
  id: string;
  /** Only long lists pay for being watched. */
  watched: boolean;
}

/** A few rows of a long list: far from the screen they are an empty box of the same height. */
export function ListBlock({ id, watched, children }: PropsWithChildren<ListBlockProps>) {
  const [awayPx, setAwayPx] = useState<number | null>(null);
  useEffect(() => {
    if (!watched) return undefined;
    return watchNearView(`#${id}`, (near, heightPx) => setAwayPx(near || heightPx === 0 ? null : heightPx));
  }, [id, watched]);
  return (
    <View id={id} style={awayPx === null ? '' : `height:${awayPx}px`}>
      {awayPx === null && children}
    </View>
  );
}
