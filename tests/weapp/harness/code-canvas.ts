import jsQR from 'jsqr';
import { bagOf, isFunction, type Bag } from './values';

/** What the built native component `tuanka-code` drew. */
export interface CodePicture {
  /** What a QR reader makes of it. */
  readQr: () => string | undefined;
  /** Modules from the first bar to the last. */
  barModules: () => number;
}

const COMPONENT = 'components/native/code/index';
const SIZES = { qr: { width: 320, height: 240 }, bar: { width: 320, height: 80 } };
const WHITE = '#ffffff';

function createCanvas() {
  const node = { width: 0, height: 0, getContext: () => context };
  let pixels = new Uint8ClampedArray();
  const context = {
    fillStyle: '',
    fillRect(left: number, top: number, wide: number, high: number) {
      if (pixels.length !== node.width * node.height * 4)
        pixels = new Uint8ClampedArray(node.width * node.height * 4).fill(255);
      const shade = context.fillStyle === WHITE ? 255 : 0;
      for (let y = top; y < top + high; y += 1)
        pixels.fill(shade, (y * node.width + left) * 4, (y * node.width + left + wide) * 4);
    },
  };
  const opaque = () => pixels.map((value, at) => (at % 4 === 3 ? 255 : value));
  return { node, opaque };
}

function barModules(pixels: Uint8ClampedArray, width: number): number {
  const row = Array.from({ length: width }, (_, x) => (pixels[x * 4] === 0 ? '1' : '0')).join('');
  const bars = row.replace(/^0+|0+$/g, '');
  const unit = Math.min(...(bars.match(/1+|0+/g) ?? []).map(({ length }) => length));
  return bars.length / unit;
}

/**
 * The native component as the bundle registered it, with a canvas that keeps its pixels.
 * @throws Error when a page did not load it or it draws nothing by itself
 */
export function drawBuiltCode(
  components: ReadonlyMap<string, Bag>,
  kind: 'qr' | 'bar',
  text: string,
): CodePicture {
  const component = bagOf(components.get(COMPONENT));
  const { node, opaque } = createCanvas();
  const query = {
    select: () => query,
    fields: () => query,
    exec: (done: unknown) => {
      if (isFunction(done)) done.call(undefined, [{ node, ...SIZES[kind] }]);
    },
  };
  const ready = bagOf(component['lifetimes'])['ready'];
  if (!isFunction(ready)) throw new Error(`${COMPONENT} does not draw when it is ready`);
  ready.call({
    ...bagOf(component['methods']),
    data: { kind, text },
    createSelectorQuery: () => query,
  });
  return {
    readQr: () => jsQR(opaque(), node.width, node.height)?.data,
    barModules: () => barModules(opaque(), node.width),
  };
}
