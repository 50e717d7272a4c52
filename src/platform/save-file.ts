import Taro from '@tarojs/taro';
import { isH5 } from './target';

/**
 * Hands a text file to the person: WeChat lets it be sent to a chat (文件传输助手 is one's own), a browser downloads it.
 * Rejects when the person cancels.
 */
export async function saveTextFile(name: string, text: string): Promise<void> {
  if (isH5) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
    return;
  }
  const filePath = `${Taro.env.USER_DATA_PATH ?? ''}/${name}`;
  Taro.getFileSystemManager().writeFileSync(filePath, text, 'utf8');
  await Taro.shareFileMessage({ filePath, fileName: name });
}
