import { PageNote } from './page-note';

/** H5 opened by itself in a browser: there is no WeChat to call. */
export const StageMissing = () => (
  <PageNote
    icon="cloud-off"
    title="请从模拟器打开"
    text="网页版需要模拟的微信手机。运行 npm start 后，从打印的地址进入。"
  />
);
