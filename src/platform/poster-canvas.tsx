import { Canvas } from '@tarojs/components';
import Taro, { useReady } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { isH5 } from './target';

/** What is common to WeChat's canvas and the browser's. */
export type DrawingContext = Pick<
  CanvasRenderingContext2D,
  'fillStyle' | 'font' | 'textAlign' | 'fillRect' | 'fillText' | 'measureText' | 'drawImage'
>;

interface PosterCanvasProps {
  id: string;
  className?: string | undefined;
  /** Size of the picture in its own pixels; how large it is shown is the class's. */
  width: number;
  height: number;
  /** The picture that stands in the poster. */
  imageUrl: string;
  draw: (context: DrawingContext, image: CanvasImageSource) => void;
}

/** WeChat's canvas node, as far as it is used. */
interface CanvasNode {
  width: number;
  height: number;
  getContext: (kind: '2d') => DrawingContext;
  createImage: () => HTMLImageElement;
}
const nodes = new Map<string, CanvasNode>();

const isNode = (value: unknown): value is CanvasNode =>
  typeof value === 'object' && value !== null && 'getContext' in value && 'createImage' in value;

function paint(node: CanvasNode, { width, height, imageUrl, draw }: PosterCanvasProps): void {
  node.width = width;
  node.height = height;
  const context = node.getContext('2d');
  const image = node.createImage();
  image.onload = () => draw(context, image);
  image.src = imageUrl;
}

function WechatPoster(props: PosterCanvasProps) {
  const latest = useRef(props);
  latest.current = props;
  const repaint = () => {
    Taro.createSelectorQuery()
      .select(`#${props.id}`)
      .fields({ node: true })
      .exec((found: unknown) => {
        const first: unknown = Array.isArray(found) ? found[0] : undefined;
        const node: unknown =
          typeof first === 'object' && first !== null ? Reflect.get(first, 'node') : undefined;
        if (!isNode(node)) return;
        nodes.set(props.id, node);
        paint(node, latest.current);
      });
  };
  useReady(repaint);
  useEffect(repaint); // another text is another picture
  return <Canvas id={props.id} canvasId={props.id} type="2d" className={props.className ?? ''} />;
}

function BrowserPoster(props: PosterCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const node = canvas.current;
    const context = node?.getContext('2d');
    if (!node || !context) return;
    node.width = props.width;
    node.height = props.height;
    const image = new Image();
    image.onload = () => props.draw(context, image);
    image.src = props.imageUrl;
  });
  return <canvas ref={canvas} id={props.id} className={props.className} role="img" aria-label="海报" />;
}

/** A poster that can be saved. Drawn on a canvas: nothing of it is fetched from elsewhere. */
export const PosterCanvas = (props: PosterCanvasProps) =>
  isH5 ? <BrowserPoster {...props} /> : <WechatPoster {...props} />;

/** Saves the poster to the album; rejects when the person does not allow it. */
export async function savePoster(id: string): Promise<void> {
  if (isH5) {
    const canvas = document.getElementById(id);
    if (!(canvas instanceof HTMLCanvasElement)) return;
    const link = document.createElement('a');
    link.href = canvas.toDataURL('image/png');
    link.download = `${id}.png`;
    link.click();
    return;
  }
  const node = nodes.get(id);
  if (!node) return;
  // Taro's own type asks for a canvas of its runtime; WeChat takes the node it handed out.
  const { tempFilePath } = await Taro.canvasToTempFilePath({ canvas: node as unknown as Taro.Canvas });
  await Taro.saveImageToPhotosAlbum({ filePath: tempFilePath });
}
