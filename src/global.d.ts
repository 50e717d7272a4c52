/// <reference types="@tarojs/taro" />

declare module '*.module.scss' {
  const classes: Record<string, string>;
  export default classes;
}
declare module '*.scss';

/** Set by the build (config/index.ts): the CloudBase environment to call; empty means the default one. */
declare const CLOUD_ENV_ID: string;
