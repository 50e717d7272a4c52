import { fine, warned, wrong, type Finding } from './finding';

/** CloudBase's own: for testing only, and never reached by WeChat for certain (platform-facts, section 9). */
const DEFAULT_DOMAIN = /(^|\.)(tcloudbase\.com|tcloudbaseapp\.com|tencentcloudapi\.com)$/i;

/** Where HTTP access answers: WeChat Pay's notices, the event pushes and the web console all come through it. */
export function httpAccessFindings(variables: Readonly<Record<string, string | undefined>>): Finding[] {
  const { HTTP_DOMAIN: domain = '', WECHAT_PAY_NOTIFY_URL: notifyUrl = '' } = variables;
  const notifyDomain = hostOf(notifyUrl);
  const domains = [...new Set([domain, notifyDomain].filter((name) => name !== ''))];
  if (domains.length === 0)
    return [
      warned(
        '没有填 HTTP_DOMAIN：支付通知、事件推送和管理台要用已备案的自有域名',
        'HTTP_DOMAIN is empty: notices, event pushes and the web console need a domain of your own',
      ),
    ];
  const found = domains.map((name) =>
    DEFAULT_DOMAIN.test(name)
      ? warned(
          `${name} 是云开发的默认域名，只供测试：正式使用请绑定已备案的自有域名`,
          `${name} is CloudBase's default domain, for testing only: bind one of your own with an ICP filing`,
        )
      : fine(`HTTP 访问用自有域名 ${name}`, `HTTP access answers at ${name}, a domain of your own`),
  );
  const differ = domains.length > 1;
  const isPlain = notifyUrl.startsWith('http:');
  return [
    ...found,
    ...(differ
      ? [
          wrong(
            `WECHAT_PAY_NOTIFY_URL 的域名 ${notifyDomain} 不是 HTTP_DOMAIN`,
            'the domain of WECHAT_PAY_NOTIFY_URL is not HTTP_DOMAIN',
          ),
        ]
      : []),
    ...(isPlain
      ? [wrong('WECHAT_PAY_NOTIFY_URL 要以 https 开头', 'WeChat Pay calls only an https address')]
      : []),
  ];
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');
