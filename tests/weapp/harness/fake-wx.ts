import type { PageStack } from './page-stack';
import { bagOf, isFunction, type Bag } from './values';

export interface CloudCall {
  name: string;
  data: unknown;
}

export interface FakeWxOptions {
  /** Answers `wx.cloud.callFunction`; rejecting is a lost connection. */
  callFunction: (call: CloudCall) => Promise<unknown>;
  pages: () => PageStack;
  clone: (value: unknown) => unknown;
  storage: Map<string, unknown>;
  launchOptions: () => Bag;
  /** Answers of single APIs: what `success` receives, or an Error that `fail` receives with its fields. */
  answers: Partial<Record<string, (options: Bag) => Bag | Error>>;
  /** Queries of the view (`lateCanvas`); without it no node is ever found. */
  viewQuery?: (() => Bag) | undefined;
}

export interface FakeWx {
  wx: Bag;
  calls: { api: string; options: unknown }[];
  /** What was written to the user's folder, by path. */
  files: Map<string, string>;
  /** Cloud calls that have not been answered yet. */
  pending: () => number;
}

const SYSTEM = {
  brand: 'devtools',
  model: 'iPhone 12',
  pixelRatio: 2,
  screenWidth: 375,
  screenHeight: 812,
  windowWidth: 375,
  windowHeight: 728,
  statusBarHeight: 44,
  language: 'zh_CN',
  version: '8.0.50',
  system: 'iOS 16',
  platform: 'devtools',
  SDKVersion: '3.5.0',
  safeArea: { top: 44, bottom: 778, left: 0, right: 375, width: 375, height: 734 },
};

/** APIs that answer `:ok` unless a test says otherwise. */
const ASYNC_APIS =
  'showToast hideToast showLoading hideLoading showModal setTabBarBadge removeTabBarBadge pageScrollTo scanCode openBusinessView getNetworkType requestSubscribeMessage requestPayment openPrivacyContract requirePrivacyAuthorize getSetting showShareMenu login getShareInfo getGroupEnterInfo setClipboardData vibrateShort enableAlertBeforeUnload disableAlertBeforeUnload saveImageToPhotosAlbum compressImage canvasToTempFilePath shareFileMessage chooseMessageFile'.split(
    ' ',
  );
const LISTENERS =
  'onAppShow onAppHide onError offError onUnhandledRejection offUnhandledRejection onPageNotFound onThemeChange offThemeChange onNetworkStatusChange offNetworkStatusChange onWindowResize offWindowResize onNeedPrivacyAuthorization'.split(
    ' ',
  );
const NAVIGATIONS = ['navigateTo', 'redirectTo', 'switchTab', 'reLaunch'] as const;

/** WeChat's two ways of answering: callbacks when they are given, a promise otherwise. */
function respond(api: string, options: Bag, outcome: Bag | Error): Promise<unknown> | undefined {
  const failed = outcome instanceof Error;
  const result = failed
    ? { errMsg: `${api}:fail ${outcome.message}`, ...outcome }
    : { errMsg: `${api}:ok`, ...outcome };
  const callbacks = [options[failed ? 'fail' : 'success'], options['complete']].filter(isFunction);
  if (callbacks.length > 0) {
    queueMicrotask(() => callbacks.forEach((callback) => callback.call(undefined, result)));
    return undefined;
  }
  return failed ? Promise.reject(Object.assign(outcome, result)) : Promise.resolve(result);
}

function attempt(api: string, options: Bag, act: () => void): Promise<unknown> | undefined {
  try {
    act();
    return respond(api, options, {});
  } catch (error) {
    return respond(api, options, error instanceof Error ? error : new Error(String(error)));
  }
}

function storageApis({ storage, clone }: FakeWxOptions): Bag {
  return {
    getStorageSync: (key: string) => (storage.has(key) ? clone(storage.get(key)) : ''),
    setStorageSync: (key: string, value: unknown) => storage.set(key, clone(value)),
    removeStorageSync: (key: string) => storage.delete(key),
  };
}

function systemApis({ launchOptions, viewQuery }: FakeWxOptions): Bag {
  const system = () => ({ ...SYSTEM });
  return {
    getSystemInfoSync: system,
    getWindowInfo: system,
    getDeviceInfo: system,
    getAppBaseInfo: system,
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
    }),
    getMenuButtonBoundingClientRect: () => ({
      width: 87,
      height: 32,
      left: 278,
      top: 48,
      right: 365,
      bottom: 80,
    }),
    getLaunchOptionsSync: launchOptions,
    getEnterOptionsSync: launchOptions,
    canIUse: () => true,
    createSelectorQuery: () => viewQuery?.() ?? emptyQuery,
    nextTick: (callback: () => void) => setTimeout(callback, 0),
  };
}

function navigationApis({ pages }: FakeWxOptions): Bag {
  const apis: Bag = {
    navigateBack: (options?: unknown) =>
      attempt('navigateBack', bagOf(options), () => pages().back(Number(bagOf(options)['delta'] ?? 1))),
  };
  for (const how of NAVIGATIONS) {
    apis[how] = (options: unknown) =>
      attempt(how, bagOf(options), () => pages().go(how, String(bagOf(options)['url'])));
  }
  return apis;
}

const emptyQuery: Bag = {
  select: () => emptyQuery,
  fields: () => emptyQuery,
  exec: (callback: unknown) => {
    if (isFunction(callback)) queueMicrotask(() => callback.call(undefined, []));
  },
};

/** Every member is own and enumerable: Taro copies the API with Object.keys(wx). */
export function createFakeWx(options: FakeWxOptions): FakeWx {
  const calls: FakeWx['calls'] = [];
  let pending = 0;
  const cloud = {
    init: () => undefined,
    callFunction: async ({ name, data }: CloudCall) => {
      pending += 1;
      try {
        const result = await options.callFunction({
          name,
          data: JSON.parse(JSON.stringify(data)) as unknown,
        });
        return { errMsg: 'cloud.callFunction:ok', result: options.clone(result) };
      } finally {
        pending -= 1;
      }
    },
  };
  const apis: Bag = { ...storageApis(options), ...systemApis(options), ...navigationApis(options) };
  for (const name of LISTENERS) apis[name] = () => undefined;
  for (const name of ASYNC_APIS) {
    apis[name] = (given?: unknown) =>
      respond(name, bagOf(given), options.answers[name]?.(bagOf(given)) ?? {});
  }
  const files: FakeWx['files'] = new Map();
  apis['getFileSystemManager'] = () => ({
    writeFileSync: (filePath: string, text: string) => files.set(filePath, text),
    readFile: (given: unknown) => {
      const options = bagOf(given);
      const text = files.get(String(options['filePath']));
      const [from, length] = [Number(options['position']), Number(options['length'])];
      const isPart = text !== undefined && !Number.isNaN(from) && options['encoding'] === 'base64';
      const data = isPart
        ? Buffer.from(text)
            .subarray(from, from + length)
            .toString('base64')
        : text;
      return respond('readFile', options, data === undefined ? new Error('no such file') : { data });
    },
  });
  const wx: Bag = { cloud, env: { USER_DATA_PATH: 'http://usr' } };
  for (const [api, run] of Object.entries(apis)) {
    wx[api] = (...args: unknown[]) => {
      calls.push({ api, options: args[0] });
      return isFunction(run) ? run.call(wx, ...args) : undefined;
    };
  }
  return { wx, calls, files, pending: () => pending };
}
