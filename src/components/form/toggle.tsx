import { Switch } from '@tarojs/components';

interface ToggleProps {
  id: string;
  on: boolean;
  /** What is switched, for those who hear the page. */
  label: string;
  disabled?: boolean;
  onTurn: (on: boolean) => void;
}

/** On or off, in the product's green: WeChat draws a switch itself and takes its colour as an attribute only. */
export const Toggle = ({ id, on, label, disabled = false, onTurn }: ToggleProps) => (
  <Switch
    id={id}
    checked={on}
    disabled={disabled}
    color="#0f766e"
    ariaLabel={label}
    onChange={(event) => onTurn(event.detail.value)}
  />
);
