import type { PropsWithChildren } from 'react';
import { ActionBar } from '../action-bar';
import { Submit, type SubmitProps } from './submit';

/** The form's main action, always in reach of the thumb; other ways to end it stand below. */
export const SaveBar = <Value,>({ children, ...submit }: PropsWithChildren<SubmitProps<Value>>) => (
  <ActionBar>
    <Submit {...submit} />
    {children}
  </ActionBar>
);
