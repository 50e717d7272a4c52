import Taro from '@tarojs/taro';

/** Asks before something that cannot be taken back. */
export async function confirm(title: string, content: string, confirmText: string): Promise<boolean> {
  const answer = await Taro.showModal({ title, content, confirmText, cancelText: '再想想' });
  return answer.confirm;
}
