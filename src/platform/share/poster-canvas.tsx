import { Canvas, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { isH5 } from '../target';
import { isRecord } from '../untrusted';

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
  /** One more, which the poster does without where it does not come. */
  besideUrl: string | null;
  /** Is called again when it is another function: keep it while nothing changed. */
  draw: (pen: CanvasRenderingContext2D, image: HTMLImageElement, beside: HTMLImageElement | null) => void;
  /** Another number draws once more. */
  attempt: number;
  /** Whether the picture stands on the canvas: only then is there anything to save. */
  onResult: (drawn: boolean) => void;
}

/** What WeChat hands out plays the part of the browser's own, as far as drawing goes. */
const isCanvas = (value: unknown): value is Taro.Canvas =>
  isRecord(value) && typeof value['getContext'] === 'function' && typeof value['createImage'] === 'function';
const isPen = (value: unknown): value is CanvasRenderingContext2D =>
  isRecord(value) && typeof value['fillRect'] === 'function';
const isImage = (value: unknown): value is HTMLImageElement => isRecord(value);

const queryCanvas = (id: string): Promise<Taro.Canvas | null> =>
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

const nextTick = () => new Promise<void>((resolve) => Taro.nextTick(resolve));
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A canvas is there some moments after React has put it on the page, on a slow phone up to a second later. */
const LOOK_AGAIN_MS = [0, 50, 100, 200, 400, 800];

async function findCanvas(id: string): Promise<Taro.Canvas> {
  for (const ms of LOOK_AGAIN_MS) {
    await (ms === 0 ? nextTick() : wait(ms));
    const canvas = await queryCanvas(id);
    if (canvas) return canvas;
  }
  throw new Error('no canvas');
}

const loaded = <T extends { onload: unknown; onerror: unknown }>(image: T, show: (image: T) => void) =>
  new Promise<T>((resolve, reject) => {
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('no picture'));
    show(image);
  });

/** Longer nobody waits for a picture the poster can do without. */
const BESIDE_WITHIN_MS = 4000;

const besideOf = async (url: string | null, newImage: () => HTMLImageElement) => {
  if (url === null) return null;
  const picture = loaded(newImage(), (image) => {
    image.src = url;
  });
  return Promise.race([picture.catch(() => null), wait(BESIDE_WITHIN_MS).then(() => null)]);
};

async function drawInWechat(props: PosterCanvasProps): Promise<void> {
  const { id, width, height, imageUrl, besideUrl, draw } = props;
  const canvas = await findCanvas(id);
  canvas.width = width;
  canvas.height = height;
  const pen: unknown = canvas.getContext('2d');
  if (!isPen(pen)) throw new Error('no pen');
  const newImage = (): HTMLImageElement => {
    const image: unknown = canvas.createImage();
    if (!isImage(image)) throw new Error('no picture');
    return image;
  };
  const [image, beside] = await Promise.all([
    loaded(newImage(), (picture) => {
      picture.src = imageUrl;
    }),
    besideOf(besideUrl, newImage),
  ]);
  draw(pen, image, beside);
}

/** Draws, and says whether it went well, unless the page has something else to draw by then. */
function useDrawing(paint: () => Promise<void>, onResult: (drawn: boolean) => void, on: unknown[]): void {
  const told = useRef(onResult);
  told.current = onResult;
  useEffect(() => {
    let current = true;
    const tell = (drawn: boolean) => {
      if (current) told.current(drawn);
    };
    paint().then(
      () => tell(true),
      () => tell(false),
    );
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `paint` is new at each render: `on` says when to paint again
  }, on);
}

function BrowserPoster(props: PosterCanvasProps) {
  const { id, className, width, height, label, imageUrl, besideUrl, draw, attempt, onResult } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const paint = async () => {
    const [image, beside] = await Promise.all([
      loaded(new Image(), (picture) => {
        picture.src = imageUrl;
      }),
      besideOf(besideUrl, () => {
        const picture = new Image();
        // A picture of elsewhere would make the canvas one that cannot be saved.
        picture.crossOrigin = 'anonymous';
        return picture;
      }),
    ]);
    const pen = canvas.current?.getContext('2d');
    if (!pen) throw new Error('no canvas');
    draw(pen, image, beside);
    canvas.current?.setAttribute('data-drawn', 'true');
  };
  useDrawing(paint, onResult, [imageUrl, besideUrl, draw, attempt]);
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

function WechatPoster(props: PosterCanvasProps) {
  const { id, className, width, height, label, imageUrl, besideUrl, draw, attempt, onResult } = props;
  useDrawing(() => drawInWechat(props), onResult, [id, width, height, imageUrl, besideUrl, draw, attempt]);
  return (
    <View ariaRole="img" ariaLabel={label}>
      <Canvas type="2d" id={id} canvasId={id} className={className ?? ''} />
    </View>
  );
}

/** A poster that can be saved, drawn on a canvas: of what it shows only the logo is fetched. */
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
  const { tempFilePath } = await Taro.canvasToTempFilePath({ canvas });
  await Taro.saveImageToPhotosAlbum({ filePath: tempFilePath });
}
