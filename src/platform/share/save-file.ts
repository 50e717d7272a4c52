import Taro from '@tarojs/taro';
import { isH5 } from '../target';
import { stringField } from '../untrusted';

/**
 * Hands a text file to the person: WeChat lets it be sent to a chat (文件传输助手 is one's own), a browser downloads it.
 * WeChat's sheet opens only within a tap: call it from one, with the text at hand.
 * @returns whether the person went through with it
 */
export async function saveTextFile(name: string, text: string): Promise<boolean> {
  if (isH5) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
    return true;
  }
  const filePath = `${Taro.env.USER_DATA_PATH ?? ''}/${name}`;
  Taro.getFileSystemManager().writeFileSync(filePath, text, 'utf8');
  try {
    await Taro.shareFileMessage({ filePath, fileName: name });
    return true;
  } catch (error) {
    if (/cancel/i.test(stringField(error, 'errMsg') ?? '')) return false;
    throw error;
  }
}
