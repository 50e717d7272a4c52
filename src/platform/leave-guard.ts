import Taro from '@tarojs/taro';
import { isH5 } from './target';

const questions = {
  kept: '还没有保存，确定离开吗？填的内容会留着，下次可以接着填。',
  lost: '还没有保存，确定离开吗？填的内容不会保留。',
};
const ignore = () => undefined;

/** From now on going back asks nothing. */
export function letLeave(): void {
  if (!isH5) Taro.disableAlertBeforeUnload({ fail: ignore });
}

/**
 * From now on going back asks first; the answer is how to stop asking. A browser's back button cannot be asked:
 * there what was typed is kept, and offered again.
 */
export function guardLeaving(loses: keyof typeof questions): () => void {
  if (!isH5) Taro.enableAlertBeforeUnload({ message: questions[loses], fail: ignore });
  return letLeave;
}
