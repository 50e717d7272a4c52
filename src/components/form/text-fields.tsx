import { Input, Text, Textarea, View } from '@tarojs/components';
import { classNames } from '../class-names';
import { Field, useFields } from './form';
import styles from './form.module.scss';

interface TypedProps {
  id: string;
  label: string;
  value: string;
  onType: (value: string) => void;
  placeholder?: string;
  hint?: string | undefined;
  maxlength?: number;
  /** A step on the way to what the form asks for: leaving it is no mistake yet. */
  isStep?: boolean;
}

interface LineProps extends TypedProps {
  type: 'text' | 'number' | 'digit';
  unit?: string | undefined;
}

/** A unit beside words such as 长期 or 没有 reads as 长期 天: it stands beside figures only. */
const needsUnit = (value: string, placeholder: string): boolean =>
  value !== '' || /^[\d.,]*$/.test(placeholder);

/** One line to type in, at the right of its label, with the keyboard that fits it. */
function TypedLine(props: LineProps) {
  const {
    id,
    label,
    value,
    onType,
    placeholder = '',
    hint,
    maxlength = 40,
    isStep = false,
    type,
    unit,
  } = props;
  const { touch } = useFields();
  return (
    <Field id={id} label={label} hint={hint}>
      <View className={styles['line']}>
        <Input
          id={id}
          className={classNames(styles['input'], type !== 'text' && styles['strong'])}
          type={type}
          value={value}
          placeholder={placeholder}
          maxlength={maxlength}
          ariaLabel={unit === undefined ? label : `${label}（${unit}）`}
          onInput={(event) => onType(event.detail.value)}
          onBlur={() => {
            if (!isStep) touch(id);
          }}
        />
        {unit !== undefined && needsUnit(value, placeholder) && (
          <Text className={styles['unit']}>{unit}</Text>
        )}
      </View>
    </Field>
  );
}

export const TextField = (props: TypedProps) => <TypedLine {...props} type="text" />;

/** A whole number: the keyboard has digits only. */
export const NumberField = ({ maxlength = 9, ...props }: TypedProps & { unit?: string }) => (
  <TypedLine {...props} maxlength={maxlength} type="number" />
);

/** A number with decimals, such as a share, a rate or a weight. */
export const DecimalField = ({ maxlength = 12, ...props }: TypedProps & { unit?: string }) => (
  <TypedLine {...props} maxlength={maxlength} type="digit" />
);

/** An amount in yuan. */
export const MoneyField = ({ maxlength = 12, placeholder = '0.00', ...props }: TypedProps) => (
  <TypedLine {...props} maxlength={maxlength} placeholder={placeholder} type="digit" unit="元" />
);

/** Several lines, and how many characters are left of what WeChat or the merchant allows. */
export function LongTextField({
  id,
  label,
  value,
  onType,
  placeholder = '',
  hint,
  maxlength = 200,
}: TypedProps) {
  const { touch } = useFields();
  return (
    <Field id={id} label={label} hint={hint} wide>
      <Textarea
        id={id}
        className={styles['long'] ?? ''}
        value={value}
        placeholder={placeholder}
        maxlength={maxlength}
        ariaLabel={label}
        onInput={(event) => onType(event.detail.value)}
        onBlur={() => touch(id)}
      />
      <Text className={styles['counter']}>{`${Array.from(value).length} / ${maxlength}`}</Text>
    </Field>
  );
}
