import { Switch } from '@tarojs/components';
import { useBrandTones } from '@/components/page/use-brand';

interface ToggleProps {
  id: string;
  on: boolean;
  /** What is switched, for those who hear the page. */
  label: string;
  disabled?: boolean;
  onTurn: (on: boolean) => void;
}

/** On or off, in the colour of the pages: WeChat draws a switch itself and takes its colour as an attribute only. */
export function Toggle({ id, on, label, disabled = false, onTurn }: ToggleProps) {
  const tones = useBrandTones();
  return (
    <Switch
      id={id}
      checked={on}
      disabled={disabled}
      color={tones?.brand ?? '#0f766e'}
      ariaLabel={label}
      onChange={(event) => onTurn(event.detail.value)}
    />
  );
}
