import { View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { useAction } from '@/hooks/use-action';
import { PosterCanvas, savePoster } from '@/platform/poster-canvas';
import { drawPoster, POSTER_HEIGHT, POSTER_WIDTH, type PosterWords } from './draw-poster';
import styles from './poster.module.scss';

interface PosterProps extends PosterWords {
  id: string;
  /** The mini-program code. */
  codeUrl: string;
}

/** A poster with the leader's code, and the button that saves it. */
export function Poster({ id, codeUrl, ...words }: PosterProps) {
  const [saved, setSaved] = useState(false);
  const save = useAction(async () => {
    await savePoster(id);
    setSaved(true);
  });
  return (
    <View className={styles['box']}>
      <PosterCanvas
        id={id}
        className={styles['poster']}
        width={POSTER_WIDTH}
        height={POSTER_HEIGHT}
        imageUrl={codeUrl}
        draw={(context, code) => drawPoster(context, code, words)}
      />
      {saved && <InlineNote tone="calm" icon="check" text="海报已保存，发到群里就可以了" />}
      {save.error && <InlineNote text="没有保存成功，请允许保存到相册后再试" />}
      <ActionButton
        id={`save-${id}`}
        look="secondary"
        disabled={save.busy}
        onPress={() => void save.run(undefined)}
      >
        保存海报
      </ActionButton>
    </View>
  );
}
