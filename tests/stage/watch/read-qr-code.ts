import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** Reads the text of a code picture with a reader that knows nothing of how it was drawn. @throws Error when there is none */
export function readQrCode(png: Buffer): string {
  const { data, width, height } = PNG.sync.read(png);
  const code = jsQR(new Uint8ClampedArray(data), width, height);
  if (!code) throw new Error('no code in the picture');
  return code.data;
}
