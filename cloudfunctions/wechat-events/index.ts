import { EVENT_FAILURE, handleWechatEvent } from '../identity/follow/handle-wechat-event';
import { withSelfCheck } from '../kit/host/self-check';
import { reachOfficial } from '../kit/wechat/account/official-reach';
import { serveHttp } from '../kit/host/serve-http';

/** WeChat's event push of the official account and of the mini-program, over HTTP access. */
export const main = withSelfCheck(
  serveHttp('wechat-events', EVENT_FAILURE, handleWechatEvent),
  reachOfficial,
);
