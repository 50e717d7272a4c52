import Taro from '@tarojs/taro';
import { MOST_PICTURE_TEXT } from '@contracts/primitives/upload-size';
import { isH5 } from '../target';

/** Wide enough for any circle we draw. */
const WIDTH = 300;
const QUALITY = 70;

const readBase64 = (filePath: string): Promise<string> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      encoding: 'base64',
      success: ({ data }) => (typeof data === 'string' ? resolve(data) : reject(new TypeError('no text'))),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });

/** A chosen picture as the server takes it; null: it cannot be made small enough. */
export async function readPicture(path: string): Promise<string | null> {
  // The simulated phone hands the picture over as it is.
  if (isH5) return path.slice(path.indexOf(',') + 1);
  const whole = await readBase64(path);
  if (whole.length <= MOST_PICTURE_TEXT) return whole;
  const { tempFilePath } = await Taro.compressImage({
    src: path,
    quality: QUALITY,
    compressedWidth: WIDTH,
  });
  const small = await readBase64(tempFilePath);
  return small.length <= MOST_PICTURE_TEXT ? small : null;
}
