import { MOST_PICTURE_BYTES } from '../../../contracts/primitives/upload-size';

/** What a picture is by its first bytes, whatever its sender calls it; null: nothing we take. */
export function pictureKind(bytes: Buffer): 'jpg' | 'png' | null {
  if (bytes.length > MOST_PICTURE_BYTES) return null;
  if (bytes.subarray(0, 3).equals(JPEG)) return 'jpg';
  return bytes.subarray(0, 8).equals(PNG) ? 'png' : null;
}

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
