import { Canvas, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { isH5 } from './target';
import { isRecord } from './untrusted';

/** A canvas with one picture on it; how a canvas is got, and an image loaded and saved, differs between WeChat and H5. */
interface PosterCanvasProps {
  id: string;
  className?: string | undefined;
  /** Size of the picture in its own pixels; how large it is shown is the class's. */
  width: number;
  height: number;
  /** What the picture is, for whoever cannot see it. */
  label: string;
  /** The picture that stands in the poster, as a data URL. */
  imageUrl: string;
  /** Is called again when it is another function: keep it while nothing changed. */
  draw: (pen: CanvasRenderingContext2D, image: CanvasImageSource) => void;
}

/** What WeChat hands out plays the part of the browser's own, as far as drawing goes. */
const isCanvas = (value: unknown): value is Taro.Canvas =>
  isRecord(value) && typeof value['getContext'] === 'function' && typeof value['createImage'] === 'function';
const isPen = (value: unknown): value is CanvasRenderingContext2D =>
  isRecord(value) && typeof value['fillRect'] === 'function';
const isImage = (value: unknown): value is HTMLImageElement => isRecord(value);

const findCanvas = (id: string): Promise<Taro.Canvas | null> =>
  new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true, size: true })
      .exec((found: unknown) => {
        const first: unknown = Array.isArray(found) ? found[0] : null;
        const node = isRecord(first) ? first['node'] : null;
        resolve(isCanvas(node) ? node : null);
      });
  });

function BrowserPoster({ id, className, width, height, label, imageUrl, draw }: PosterCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = new Image();
    image.onload = () => {
      const pen = canvas.current?.getContext('2d');
      if (!pen) return;
      draw(pen, image);
      canvas.current?.setAttribute('data-drawn', 'true');
    };
    image.src = imageUrl;
  }, [imageUrl, draw]);
  return (
    <canvas
      ref={canvas}
      id={id}
      className={className}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    />
  );
}

function WechatPoster({ id, className, width, height, label, imageUrl, draw }: PosterCanvasProps) {
  useEffect(() => {
    findCanvas(id)
      .then((canvas) => {
        if (!canvas) return;
        canvas.width = width;
        canvas.height = height;
        const pen: unknown = canvas.getContext('2d');
        const image: unknown = canvas.createImage();
        if (!isPen(pen) || !isImage(image)) return;
        image.onload = () => draw(pen, image);
        image.src = imageUrl;
      })
      // A phone that draws nothing still has the code itself and the shared card.
      .catch(() => undefined);
  }, [id, width, height, imageUrl, draw]);
  return (
    <View ariaLabel={label}>
      <Canvas type="2d" id={id} canvasId={id} className={className ?? ''} />
    </View>
  );
}

/** A poster that can be saved. Drawn on a canvas: nothing of it is fetched from elsewhere. */
export const PosterCanvas = (props: PosterCanvasProps) =>
  isH5 ? <BrowserPoster {...props} /> : <WechatPoster {...props} />;

/** Into the phone's album; a browser downloads it. Rejects when the person refuses, or when there is nothing to save. */
export async function savePoster(id: string): Promise<void> {
  if (isH5) {
    const canvas = document.getElementById(id);
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
    const link = document.createElement('a');
    link.href = canvas.toDataURL('image/png');
    link.download = `${id}.png`;
    link.click();
    return;
  }
  const canvas = await findCanvas(id);
  if (!canvas) throw new Error('no canvas');
  const { tempFilePath } = await Taro.canvasToTempFilePath({ canvas });
  await Taro.saveImageToPhotosAlbum({ filePath: tempFilePath });
}
