import Taro from '@tarojs/taro';

/** Puts a text on the clipboard, ready to be pasted into a chat; WeChat itself says 内容已复制. */
export async function copyText(text: string): Promise<void> {
  await Taro.setClipboardData({ data: text });
}
