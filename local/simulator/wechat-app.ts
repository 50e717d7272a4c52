/**
 * `window.wechatApp`: the WeChat app as the H5 build of the mini-program sees it in the simulator. The front end declares
 * what it uses of this on its side (src/platform), so neither imports the other.
 */
export interface WechatApp {
  /** Whose phone this is; the name is known once the personas are loaded. */
  readonly persona: { readonly id: string; readonly name: string };
  /** Rejects with `{errCode, errMsg}`; no network is errCode -1, as with `wx.cloud.callFunction`. */
  callFunction(call: { name: string; data: unknown }): Promise<{ result: unknown }>;
  /** What `<Button openType="getPhoneNumber">` reports: a code after 允许, only an errMsg after 不允许. */
  getPhoneNumber(): Promise<PhoneNumberDetail>;
  /** Resolves to `{errMsg, [tmplId]: 'accept' | 'reject'}`; rejects with WeChat's errCode (20004: main switch off). */
  requestSubscribeMessage(options: { tmplIds: string[] }): Promise<Record<string, string>>;
  /** The pay sheet: resolves when paid, rejects with an errMsg as WeChat does. */
  requestPayment(sheet: PaySheetParams): Promise<{ errMsg: string }>;
  /** WeChat's own sheet that asks whether the goods arrived (`weappOrderConfirm`). */
  confirmReceipt(order: { transactionId: string }): Promise<void>;
  /** `<Button openType="chooseAvatar">`: the picture as a data URL, or nothing. */
  chooseAvatar(): Promise<{ avatarUrl?: string }>;
  /** Shows the privacy sheet once per person; rejects with errno 104 when refused. */
  requirePrivacyAuthorize(): Promise<void>;
  /** `path` is `page?scene=…` for a mini-program code and empty for any other text. */
  scanCode(): Promise<ScannedCode>;
  /** Tells the simulator which code this screen shows, so that another phone can scan it; the answer takes it away again. */
  showCode(code: ShownCode): () => void;
  getLaunchOptions(): LaunchOptions;
  on(event: 'show', listener: () => void): void;
  off(event: 'show', listener: () => void): void;
  /** For tests: every call fails as without a network. */
  setOffline(offline: boolean): void;
}

/** What `wx.requestPayment` takes. */
export interface PaySheetParams {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}

export interface PhoneNumberDetail {
  code?: string;
  errMsg: string;
  errno?: number;
}

export interface ScannedCode {
  path: string;
  result: string;
}

export interface ShownCode {
  /** The page the code opens and what that page receives. */
  path: string;
  scene: string;
  title: string;
  /** The picture; without it the simulator has WeChat draw the code again. */
  dataUrl?: string;
}

export interface LaunchOptions {
  /** Without a leading slash, as WeChat gives it. */
  path: string;
  query: Record<string, string>;
  /** WeChat's launch scene: 1047 scanned code, 1107 subscription message, 1001 otherwise (platform-facts §3). */
  scene: number;
}
