import { findWechatApp, type WechatApp } from '../wechat-app';

/** In the simulator, other phones can scan what this one shows; a real phone's screen is enough by itself. */
export const holdUpCode = (code: Parameters<WechatApp['showCode']>[0]): (() => void) =>
  findWechatApp()?.showCode(code) ?? (() => undefined);
