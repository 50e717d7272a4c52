import { Button } from '@tarojs/components';
import { useRef, type PropsWithChildren } from 'react';
import { phoneAnswer, type PhoneAnswer } from './phone-answer';
import { isH5 } from '../target';
import { wechatApp } from '../wechat-app';

interface PhoneButtonProps {
  id?: string;
  className?: string | undefined;
  disabled?: boolean;
  onAnswer: (answer: PhoneAnswer) => void;
}

async function askSimulatedPhone(): Promise<PhoneAnswer> {
  try {
    await wechatApp().requirePrivacyAuthorize();
  } catch {
    return { kind: 'declined' };
  }
  try {
    return phoneAnswer(await wechatApp().getPhoneNumber());
  } catch (error) {
    return phoneAnswer(error);
  }
}

/**
 * WeChat's phone button. The coupled open type makes the same tap agree to the privacy contract, so whoever
 * shows this button shows a link to the contract beside it.
 */
export function PhoneButton({
  id,
  className,
  disabled = false,
  onAnswer,
  children,
}: PropsWithChildren<PhoneButtonProps>) {
  const asking = useRef(false);
  if (isH5) {
    const ask = async () => {
      if (disabled || asking.current) return;
      asking.current = true;
      onAnswer(await askSimulatedPhone());
      asking.current = false;
    };
    return (
      <Button
        id={id}
        className={className}
        disabled={disabled}
        hoverClass="pressed"
        onClick={() => void ask()}
      >
        {children}
      </Button>
    );
  }
  return (
    <Button
      id={id}
      className={className}
      disabled={disabled}
      hoverClass="pressed"
      openType="getPhoneNumber|agreePrivacyAuthorization"
      onGetPhoneNumber={(event) => onAnswer(phoneAnswer(event.detail))}
    >
      {children}
    </Button>
  );
}
