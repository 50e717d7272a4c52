import jsQR from 'jsqr';

/** Reads the code from the pixels of the picture, as a camera would: nothing is passed behind the shopper's back. */
export async function readCode(pictureUrl: string): Promise<string | null> {
  const image = new Image();
  image.src = pictureUrl;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.drawImage(image, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  return jsQR(data, width, height)?.data ?? null;
}
