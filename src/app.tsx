import { mergeInternalComponents } from '@tarojs/shared';
import { useDidHide, useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import ariaAttributes from './platform/aria-attributes.json';
import { initCloud } from './platform/cloud';
import { phoneSlept, watchPhoneClock } from './platform/monotonic-clock';
import { watchPrivacy } from './platform/consent/privacy';
import './app.scss';

// Before the first page is drawn; the templates are told the same by config/aria-attributes.js.
mergeInternalComponents(ariaAttributes);

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    initCloud();
    watchPrivacy();
    watchPhoneClock();
  });
  useDidHide(phoneSlept);
  return children;
}
