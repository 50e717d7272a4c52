import { Canvas, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { isH5 } from './target';
import { isRecord } from './untrusted';

/** A canvas with one picture on it; how a canvas is got, and an image loaded and saved, differs between WeChat and H5. */
interface InviteCanvasProps {
  id: string;
  width: number;
  height: number;
  label: string;
  /** The picture to draw with, as a data URL. */
  picture: string;
  draw: (pen: CanvasRenderingContext2D, picture: CanvasImageSource) => void;
}

/** What WeChat hands out plays the part of the browser's own, as far as drawing goes. */
const isCanvas = (value: unknown): value is Taro.Canvas =>
  isRecord(value) && typeof value['getContext'] === 'function' && typeof value['createImage'] === 'function';
const isPen = (value: unknown): value is CanvasRenderingContext2D =>
  isRecord(value) && typeof value['fillRect'] === 'function';
const isImage = (value: unknown): value is HTMLImageElement => isRecord(value);

const findWeappCanvas = (id: string): Promise<Taro.Canvas | null> =>
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

function H5Poster({ id, width, height, label, picture, draw }: InviteCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = new Image();
    image.onload = () => {
      const pen = canvas.current?.getContext('2d');
      if (!pen) return;
      draw(pen, image);
      canvas.current?.setAttribute('data-drawn', 'true');
    };
    image.src = picture;
  }, [picture, draw]);
  const style = { display: 'block', width: '100%', borderRadius: '14px' };
  return (
    <canvas ref={canvas} id={id} width={width} height={height} role="img" aria-label={label} style={style} />
  );
}

function WeappPoster({ id, width, height, label, picture, draw }: InviteCanvasProps) {
  useEffect(() => {
    findWeappCanvas(id)
      .then((canvas) => {
        if (!canvas) return;
        canvas.width = width;
        canvas.height = height;
        const pen: unknown = canvas.getContext('2d');
        const image: unknown = canvas.createImage();
        if (!isPen(pen) || !isImage(image)) return;
        image.onload = () => draw(pen, image);
        image.src = picture;
      })
      // A phone that draws nothing still shares the card.
      .catch(() => undefined);
  }, [id, width, height, picture, draw]);
  return (
    <View ariaLabel={label}>
      <Canvas type="2d" id={id} style={{ width: '100%', height: `${Math.round((height / width) * 90)}vw` }} />
    </View>
  );
}

export const InviteCanvas = (props: InviteCanvasProps) =>
  isH5 ? <H5Poster {...props} /> : <WeappPoster {...props} />;

/** Into the phone's album; a browser downloads it. Rejects when the person refuses. */
export async function saveInvitePoster(id: string, name: string): Promise<void> {
  if (isH5) {
    const canvas = document.getElementById(id);
    if (!(canvas instanceof HTMLCanvasElement)) return;
    const link = document.createElement('a');
    link.href = canvas.toDataURL('image/png');
    link.download = name;
    link.click();
    return;
  }
  const canvas = await findWeappCanvas(id);
  if (!canvas) throw new Error('no canvas');
  const { tempFilePath } = await Taro.canvasToTempFilePath({ canvas });
  await Taro.saveImageToPhotosAlbum({ filePath: tempFilePath });
}
