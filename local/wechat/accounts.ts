/** What the sandbox must be told: the accounts it stands in for and the message templates the merchant has chosen. */
export interface WechatAccount {
  appid: string;
  secret: string;
  kind: 'mini-program' | 'official-account';
  /** The name shoppers see above a message: 小程序名称. */
  name?: string;
  /** 服务器配置: where and how its events are pushed. */
  push?: { token: string; aesKey: string; functionName: string };
}

export interface TemplateField {
  /** WeChat's own key: the kind and a number, `thing1`, `time3`; it decides what the value may be. */
  key: string;
  /** The Chinese label the recipient reads. */
  label: string;
  /** Shown in the subscription sheet. */
  sample?: string;
}

export interface SubscribeTemplate {
  id: string;
  title: string;
  fields: TemplateField[];
}
