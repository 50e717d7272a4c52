import { readToFrame, type FromFrame } from '../frame-messages';
import { decodeWxacode } from '../../wechat/code/wxacode-text';
import { WechatFailure } from './wechat-failure';
import type { ScannedCode, ShownCode } from '../wechat-app';

/** The wire to the page with the phones; opened on its own, the mini-program works without it. */
const simulator = (): Window | null => (window.parent === window ? null : window.parent);

const tell = (message: FromFrame): void => simulator()?.postMessage(message, window.location.origin);

const showListeners = new Set<() => void>();
const scansInWait = new Map<number, (text: string | null) => void>();
let scans = 0;

const tellAllShown = () => showListeners.forEach((listener) => listener());

export function listenToSimulator(): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window.parent || event.origin !== window.location.origin) return;
    const message = readToFrame(event.data);
    if (message?.tuanka === 'show') tellAllShown();
    if (message?.tuanka === 'scanned') {
      scansInWait.get(message.request)?.(message.text);
      scansInWait.delete(message.request);
    }
  });
  document.addEventListener('visibilitychange', () => {
    if (!simulator() && document.visibilityState === 'visible') tellAllShown();
  });
}

export const onShow = (listener: () => void): void => void showListeners.add(listener);
export const offShow = (listener: () => void): void => void showListeners.delete(listener);

function scanText(): Promise<string | null> {
  if (!simulator()) return Promise.resolve(window.prompt('扫一扫：请输入码的内容'));
  const request = ++scans;
  return new Promise((resolve) => {
    scansInWait.set(request, resolve);
    tell({ tuanka: 'scan', request });
  });
}

export async function scanCode(): Promise<ScannedCode> {
  const text = await scanText();
  if (text === null || text === '') throw new WechatFailure('scanCode:fail cancel');
  const code = decodeWxacode(text);
  return { path: code ? `${code.page}?scene=${encodeURIComponent(code.scene)}` : '', result: text };
}

let shown: ShownCode | null = null;

export function showCode(code: ShownCode): () => void {
  shown = code;
  tell({ tuanka: 'code', code });
  return () => {
    if (shown !== code) return; // another screen shows its code by now
    shown = null;
    tell({ tuanka: 'code', code: null });
  };
}
