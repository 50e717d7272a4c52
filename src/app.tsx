import { mergeInternalComponents } from '@tarojs/shared';
import { useDidHide, useLaunch, usePageNotFound } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import ariaAttributes from './platform/aria-attributes.json';
import { initCloud } from './platform/cloud';
import { phoneSlept, watchPhoneClock } from './platform/monotonic-clock';
import { openHome } from './platform/opening/navigation';
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
  // An old link, a mistyped one: home, rather than a blank page.
  usePageNotFound(() => void openHome());
  return children;
}
