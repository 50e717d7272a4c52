import type { ReactNode } from 'react';

/** Taro's components as plain elements, with the attributes that tests look at. */
interface BoxProps {
  id?: string;
  className?: string;
  ariaRole?: string;
  ariaLabel?: string;
  disabled?: boolean;
  onClick?: () => void;
  children?: ReactNode;
}

export const View = ({ ariaRole, ariaLabel, id, className, onClick, children }: BoxProps) => (
  <div id={id} className={className} role={ariaRole} aria-label={ariaLabel} onClick={onClick}>
    {children}
  </div>
);

export const Text = ({ className, children }: BoxProps) => <span className={className}>{children}</span>;

export const Button = ({ id, className, disabled, ariaLabel, onClick, children }: BoxProps) => (
  <button id={id} className={className} disabled={disabled} aria-label={ariaLabel} onClick={onClick}>
    {children}
  </button>
);

export const Image = ({ src, ariaLabel }: { src: string; ariaLabel?: string }) => (
  <img src={src} alt={ariaLabel} />
);

interface SwitchProps {
  checked?: boolean;
  ariaLabel?: string;
  onChange?: (event: { detail: { value: boolean } }) => void;
}

export const Switch = ({ checked, ariaLabel, onChange }: SwitchProps) => (
  <input
    type="checkbox"
    checked={checked}
    aria-label={ariaLabel}
    onChange={(event) => onChange?.({ detail: { value: event.target.checked } })}
  />
);
