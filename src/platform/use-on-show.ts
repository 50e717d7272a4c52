import { useDidShow } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { findWechatApp } from './wechat-app';

/** Runs when the page is shown: on entering it, on coming back to it, and when the phone is unlocked on it. */
export function useOnShow(listener: () => void): void {
  const latest = useRef(listener);
  latest.current = listener;
  useDidShow(() => latest.current());
  useEffect(() => {
    const app = findWechatApp();
    if (!app) return undefined;
    const onShow = () => latest.current();
    app.on('show', onShow);
    return () => app.off('show', onShow);
  }, []);
}
