import { Text, View } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { validityText } from '@/components/coupon/coupon-text';
import { FormPanel } from '@/components/form/form';
import { NumberField } from '@/components/form/text-fields';
import { validityFrom } from '../../components/validity-draft';
import { ValidityFields } from '../../components/validity-fields';
import styles from './index.module.scss';
import type { StepDraft } from './pack-draft';

interface StepFieldsProps {
  number: number;
  step: StepDraft;
  onChange: (step: StepDraft) => void;
  onRemove: () => void;
}

/** One step of the ladder. */
export function StepFields({ number, step, onChange, onRemove }: StepFieldsProps) {
  const validity = step.validity === null ? null : validityFrom(`step-${number}`, step.validity);
  return (
    <FormPanel>
      <View className={styles['head']}>
        <Text className={styles['title']}>
          {number}. {step.title}
        </Text>
        {validity?.ok && <Text className={styles['small']}>{validityText(validity.value)}</Text>}
      </View>
      <NumberField
        id={`quantity-${number}`}
        label="张数"
        unit="张"
        maxlength={2}
        value={step.quantity}
        onType={(quantity) => onChange({ ...step, quantity })}
      />
      {step.validity !== null && (
        <ValidityFields
          id={`step-${number}`}
          draft={step.validity}
          onChange={(changed) => onChange({ ...step, validity: changed })}
        />
      )}
      <ActionButton id={`remove-${number}`} look="quiet" onPress={onRemove}>
        拿掉这一步
      </ActionButton>
    </FormPanel>
  );
}
