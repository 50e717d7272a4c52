import { Input } from '@tarojs/components';
import { isH5 } from '../target';

interface NicknameInputProps {
  id: string;
  /** Under which the form hands it over: WeChat clears what it finds unsafe, and only the submit knows. */
  name: string;
  className: string;
  value: string;
  maxlength: number;
  onType: (value: string) => void;
}

/** A name to type, or WeChat's own at a tap. */
export function NicknameInput({ onType, ...input }: NicknameInputProps) {
  const field = {
    ...input,
    placeholder: '怎么称呼你',
    ariaLabel: '昵称',
    onInput: (event: { detail: { value: string } }) => onType(event.detail.value),
  };
  return isH5 ? <Input {...field} type="text" /> : <Input {...field} type="nickname" />;
}
