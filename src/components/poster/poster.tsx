import { View } from '@tarojs/components';
import { useCallback, useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { useShopPictures } from '@/components/brand/use-shop-pictures';
import { useBrandTones } from '@/components/page/use-brand';
import { useAction } from '@/hooks/use-action';
import { PosterCanvas, savePoster } from '@/platform/share/poster-canvas';
import { drawPoster, OWN_SHADE, POSTER_HEIGHT, POSTER_WIDTH, type PosterText } from './draw-poster';
import styles from './poster.module.scss';

interface PosterProps {
  id: string;
  /** What the picture is, for whoever cannot see it. */
  label: string;
  /** The mini-program code. */
  codeUrl: string;
  /** Another object draws anew: keep it while nothing changed. */
  text: PosterText;
  /** `page`: the poster is what the page is for; `aside`: it goes with something else. */
  look: 'page' | 'aside';
}

/** A poster with the merchant's logo and a mini-program code, and the button that saves it. */
export function Poster({ id, label, codeUrl, text, look }: PosterProps) {
  const [saved, setSaved] = useState(false);
  const [drawn, setDrawn] = useState<boolean | null>(null);
  const [attempt, setAttempt] = useState(0);
  const shade = useBrandTones() ?? OWN_SHADE;
  const { logoUrl } = useShopPictures();
  const draw = useCallback(
    (pen: CanvasRenderingContext2D, code: HTMLImageElement, logo: HTMLImageElement | null) =>
      drawPoster(pen, code, text, shade, logo),
    [text, shade],
  );
  const save = useAction(async () => {
    await savePoster(id);
    setSaved(true);
  });
  return (
    <View className={styles['box']}>
      <PosterCanvas
        id={id}
        className={styles[look]}
        width={POSTER_WIDTH}
        height={POSTER_HEIGHT}
        label={label}
        imageUrl={codeUrl}
        besideUrl={logoUrl}
        draw={draw}
        attempt={attempt}
        onResult={setDrawn}
      />
      {drawn === false && <InlineNote text="海报没有画出来，请再画一次，或者直接转发" />}
      {saved && <InlineNote tone="calm" icon="check" text="海报已保存，发到群里就可以了" />}
      {save.error && <InlineNote text="没有保存成功，请在微信设置里允许保存到相册，或直接截屏" />}
      {drawn === false ? (
        <ActionButton
          id={`redraw-${id}`}
          look="secondary"
          onPress={() => {
            setDrawn(null);
            setAttempt(attempt + 1);
          }}
        >
          再画一次
        </ActionButton>
      ) : (
        <ActionButton
          id={`save-${id}`}
          look={look === 'page' ? 'primary' : 'secondary'}
          disabled={drawn !== true || save.busy}
          onPress={() => void save.run(undefined)}
        >
          {drawn === null ? '正在画海报…' : save.busy ? '正在保存…' : '保存到相册'}
        </ActionButton>
      )}
    </View>
  );
}
