import { decimalTyped } from '@contracts/primitives/typed';
import { InputNumber, type InputNumberProps } from 'antd';

const MOST = 999_999_999;

/**
 * What is typed, as the mini-program reads it (contracts/primitives/typed.ts): full-width digits are digits, `1e3` and `1,000` are no
 * numbers. Of nothing typed: nothing.
 */
export function parseTyped(text = ''): number | '' {
  if (text.trim() === '') return '';
  const hundredths = decimalTyped(text, 2, 0, MOST * 100);
  return hundredths === null ? Number.NaN : hundredths / 100;
}

type Told = InputNumberProps<number>;
interface Props extends Pick<
  Told,
  | 'id'
  | 'min'
  | 'max'
  | 'precision'
  | 'disabled'
  | 'placeholder'
  | 'prefix'
  | 'suffix'
  | 'style'
  | 'aria-label'
> {
  value?: number | null;
  onChange?: (value: number | null) => void;
}

/** The only way a form of the console takes a number. */
export const NumberInput = ({ onChange, ...props }: Props) => (
  <InputNumber<number | string>
    {...props}
    parser={parseTyped}
    onChange={(value) => onChange?.(typeof value === 'number' ? value : null)}
  />
);
