import type { PaySheet } from '@contracts/payment/payment';

/**
 * On H5 the app runs inside a simulated phone, which plays WeChat: it defines `window.wechatApp` before the
 * app loads. This is the whole of what the app asks from it.
 */
export interface WechatApp {
  persona: { id: string; name: string };
  callFunction(call: { name: string; data: unknown }): Promise<{ result: unknown }>;
  getPhoneNumber: () => Promise<unknown>;
  /** Rejects with `{ errCode }` where WeChat's own call fails. */
  requestSubscribeMessage: (options: { tmplIds: string[] }) => Promise<unknown>;
  /** Rejects when the shopper refuses. */
  requirePrivacyAuthorize: () => Promise<void>;
  scanCode: () => Promise<unknown>;
  /** Resolves when paid; rejects with an errMsg otherwise. */
  requestPayment: (sheet: PaySheet) => Promise<unknown>;
  /** Resolves when the person has confirmed or left the sheet. */
  confirmReceipt: (order: { transactionId: string }) => Promise<void>;
  /** `{ avatarUrl }` with the picture as a data URL; nothing when the person chose none. */
  chooseAvatar: () => Promise<unknown>;
  /** What this phone holds up for another one to scan; the answer takes it away again. */
  showCode: (code: { path: string; scene: string; title: string; dataUrl?: string }) => () => void;
  on(event: 'show', listener: () => void): void;
  off(event: 'show', listener: () => void): void;
}

declare global {
  interface Window {
    wechatApp?: WechatApp;
  }
}

export const findWechatApp = (): WechatApp | undefined =>
  typeof window === 'undefined' ? undefined : window.wechatApp;

/** @throws Error outside the simulator: `StageMissing` has told the visitor so before anything is called */
export function wechatApp(): WechatApp {
  const app = findWechatApp();
  if (!app) throw new Error('window.wechatApp is not defined: open the app from the simulator');
  return app;
}
