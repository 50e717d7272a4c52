import { parsePaySettings, paySettingNames } from '../../cloudfunctions/kit/config/pay-settings';
import {
  BadSettings,
  movedSettingNames,
  parseVariables,
  settingNames,
} from '../../cloudfunctions/kit/config/settings';

/** What one variable of `.env` is, for people; secrets are never printed. */
interface VariableGuide {
  chinese: string;
  english: string;
  secret: boolean;
}

const guide = (chinese: string, english: string, secret = false): VariableGuide => ({
  chinese,
  english,
  secret,
});

/** Every variable of a deployment; the settings are the functions' own, the first two are only for deploying. */
export const variableGuides: Readonly<Record<string, VariableGuide>> = {
  CLOUDBASE_ENV: guide('云开发环境 ID', 'CloudBase environment id'),
  HTTP_DOMAIN: guide(
    'HTTP 访问服务的自有域名（可不填）',
    'the domain of your own for HTTP access (optional)',
  ),
  MERCHANT_NAME: guide('品牌名，最多 20 个字', 'brand name, at most 20 characters'),
  WECHAT_API_BASE: guide('微信服务端接口地址', 'base URL of WeChat’s server API'),
  WECHAT_APPID: guide('小程序 AppID', 'the mini-program’s AppID'),
  WECHAT_SECRET: guide('小程序 AppSecret', 'the mini-program’s AppSecret', true),
  WECHAT_VERSION: guide('formal、trial 或 developer', 'formal, trial or developer'),
  PHONE_KEYS: guide('手机号加密密钥', 'keys that encrypt phone numbers', true),
  PHONE_HASH_KEY: guide('手机号查找密钥', 'key of the phone lookup hash', true),
  MEMBER_CODE_KEY: guide('会员码签名密钥', 'key that signs the codes members show', true),
  WECHAT_PUSH_TOKEN: guide(
    '小程序消息推送的令牌（可不填）',
    'token of the mini-program’s event push (optional)',
    true,
  ),
  WECHAT_PUSH_AES_KEY: guide('小程序消息推送的加解密密钥（可不填）', 'its EncodingAESKey (optional)', true),
  OA_APPID: guide('公众号 AppID（可不填）', 'the official account’s AppID (optional)'),
  OA_SECRET: guide('公众号 AppSecret（可不填）', 'the official account’s AppSecret (optional)', true),
  OA_TOKEN: guide(
    '公众号服务器配置的令牌（可不填）',
    'token of the official account’s event push (optional)',
    true,
  ),
  OA_AES_KEY: guide('公众号服务器配置的消息加解密密钥（可不填）', 'its EncodingAESKey (optional)', true),
  WECHAT_PAY_API_BASE: guide('微信支付接口地址（可不填）', 'base URL of WeChat Pay (optional)'),
  WECHAT_PAY_MCHID: guide('微信支付商户号', 'WeChat Pay merchant id'),
  WECHAT_PAY_SERIAL: guide('商户 API 证书序列号', 'serial of the merchant’s API certificate'),
  WECHAT_PAY_PRIVATE_KEY: guide('商户 API 私钥（PEM）', 'the merchant’s private key, PEM', true),
  WECHAT_PAY_API_V3_KEY: guide('APIv3 密钥', 'APIv3 key', true),
  WECHAT_PAY_PLATFORM_KEYS: guide(
    '微信支付公钥或平台证书',
    'WeChat Pay’s public keys or platform certificates',
  ),
  WECHAT_PAY_NOTIFY_URL: guide('payment-notify 的 HTTP 访问地址', 'HTTP access address of payment-notify'),
};

export interface VariableProblem {
  name: string;
  /** `missing`, or what is wrong with it; never the value. */
  reason: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Everything wrong with the variables of a deployment, at once. */
export const variableProblems = (environment: Environment): VariableProblem[] => [
  ...ownProblems(environment),
  ...settingsProblems(environment),
  ...payProblems(environment),
  ...movedSettingNames
    .filter((name) => environment[name])
    .map((name) => ({ name, reason: 'stands in the settings document now: npm run settings' })),
];

/** A merchant may start without WeChat Pay; once it is begun, it must be complete. */
function payProblems(environment: Environment): VariableProblem[] {
  const filled = Object.fromEntries(paySettingNames.map((name) => [name, environment[name] || undefined]));
  try {
    if (filled['WECHAT_PAY_MCHID']) parsePaySettings(filled);
    return [];
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    return readProblems(error.message);
  }
}

function ownProblems({
  CLOUDBASE_ENV: envId,
  WECHAT_API_BASE: apiBase,
  ...rest
}: Environment): VariableProblem[] {
  const problems: VariableProblem[] = [];
  if (!envId) problems.push({ name: 'CLOUDBASE_ENV', reason: 'missing' });
  else if (!/^[a-z0-9-]+$/i.test(envId))
    problems.push({ name: 'CLOUDBASE_ENV', reason: 'not an environment id' });
  if (apiBase && !apiBase.startsWith('https://'))
    problems.push({ name: 'WECHAT_API_BASE', reason: 'a deployment needs https://' });
  if (rest.HTTP_DOMAIN && !/^([a-z0-9-]+\.)+[a-z]{2,}$/i.test(rest.HTTP_DOMAIN))
    problems.push({ name: 'HTTP_DOMAIN', reason: 'a domain alone, as in shop.example.cn' });
  if (rest.WECHAT_APPID && !/^wx[0-9a-f]{16}$/.test(rest.WECHAT_APPID))
    problems.push({ name: 'WECHAT_APPID', reason: 'an AppID is wx and 16 hexadecimal digits' });
  return problems;
}

/** The settings' own check, one problem per issue. An empty value of `.env` counts as missing. */
function settingsProblems(environment: Environment): VariableProblem[] {
  const filled = Object.fromEntries(settingNames.map((name) => [name, environment[name] || undefined]));
  try {
    const { phone, memberCodeKey } = parseVariables(filled);
    const keys = { PHONE_KEYS: phone.keys.map(([, key]) => key), PHONE_HASH_KEY: [phone.hashKey] };
    return Object.entries({ ...keys, MEMBER_CODE_KEY: [memberCodeKey] })
      .filter(([, values]) => values.some(isGuessable))
      .map(([name]) => ({ name, reason: 'a key of the demo, or one byte repeated' }));
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    return readProblems(error.message);
  }
}

/** The demo's keys protect nothing: they are one byte 32 times. */
const isGuessable = (key: Buffer): boolean => key.every((byte) => byte === key[0]);

/** `environment variables: A is missing; B.0: too short` → A, B. */
function readProblems(message: string): VariableProblem[] {
  const parts = message.replace(/^environment variables: /, '').split(/; (?=[A-Z_]+[. :])/);
  return parts.map((part) => {
    const [, name = part, path = '', text = ''] = /^([A-Z_]+)((?:\.[^:\s]+)*):? ?(.*)$/.exec(part) ?? [];
    const reason = text === 'is missing' ? 'missing' : `${path.replace(/^\./, '')} ${text}`.trim();
    return { name, reason };
  });
}
