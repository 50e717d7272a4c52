import { useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { initCloud } from './platform/cloud';
import { watchPrivacy } from './platform/privacy';
import './app.scss';

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    initCloud();
    watchPrivacy();
  });
  return children;
}
