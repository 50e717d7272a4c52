import Taro from '@tarojs/taro';
import { isH5 } from '../target';
import { stringField } from '../untrusted';

/** A file a person chose, read part by part: none is held whole. */
export interface ChosenFile {
  name: string;
  bytes: number;
  /** In base64. */
  readPart: (from: number, length: number) => Promise<string>;
}

/** WeChat chooses from a chat (文件传输助手 is one's own), a browser from its disk. Null: the person changed their mind. */
export async function chooseFile(extensions: readonly string[]): Promise<ChosenFile | null> {
  if (isH5) return chosenInBrowser(extensions);
  try {
    const { tempFiles } = await Taro.chooseMessageFile({
      count: 1,
      type: 'file',
      extension: [...extensions],
    });
    const [file] = tempFiles;
    if (!file) return null;
    const { name, size, path } = file;
    return { name, bytes: size, readPart: (from, length) => readBase64(path, from, length) };
  } catch (error) {
    if (/cancel/i.test(stringField(error, 'errMsg') ?? '')) return null;
    throw error;
  }
}

const readBase64 = (filePath: string, position: number, length: number): Promise<string> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      encoding: 'base64',
      position,
      length,
      success: ({ data }) => (typeof data === 'string' ? resolve(data) : reject(new TypeError('no text'))),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });

const chosenInBrowser = (extensions: readonly string[]): Promise<ChosenFile | null> =>
  new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = extensions.map((extension) => `.${extension}`).join(',');
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      resolve(file ? { name: file.name, bytes: file.size, readPart: partOf(file) } : null);
    });
    input.click();
  });

const partOf =
  (file: File) =>
  (from: number, length: number): Promise<string> =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onerror = () => reject(new Error('unreadable'));
      reader.onload = () => {
        const url = typeof reader.result === 'string' ? reader.result : '';
        resolve(url.slice(url.indexOf(',') + 1));
      };
      reader.readAsDataURL(file.slice(from, from + length));
    });
