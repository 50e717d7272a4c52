import { MOST_PICTURE_TEXT } from '@contracts/primitives/upload-size';

/** Formats the server takes as they are; anything else the browser can show is drawn anew. */
const TAKEN = ['image/png', 'image/jpeg'];
/** Ever narrower, until it fits. */
const WIDTHS = [800, 480, 300];
const QUALITY = 0.8;

const base64Of = (dataUrl: string): string => dataUrl.slice(dataUrl.indexOf(',') + 1);

const asDataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () =>
      typeof reader.result === 'string' ? resolve(reader.result) : reject(new TypeError('no text'));
    reader.onerror = () => reject(reader.error ?? new Error('not read'));
    reader.readAsDataURL(file);
  });

async function drawnAnew(file: File, width: number): Promise<string> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, width / picture.width);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.toDataURL('image/jpeg', QUALITY);
}

/** A chosen picture as the server takes it; null: it is none, or cannot be made small enough. */
export async function readPicture(file: File): Promise<string | null> {
  if (TAKEN.includes(file.type)) {
    const whole = base64Of(await asDataUrl(file));
    if (whole.length <= MOST_PICTURE_TEXT) return whole;
  }
  for (const width of WIDTHS) {
    const drawn = await drawnAnew(file, width).catch(() => null);
    if (drawn === null) return null;
    const small = base64Of(drawn);
    if (small.length <= MOST_PICTURE_TEXT) return small;
  }
  return null;
}
