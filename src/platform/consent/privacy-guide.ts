/**
 * What the mini-program declares in 用户隐私保护指引, per kind of data, in WeChat's words. An API whose kind is not declared
 * fails with errno 112 (platform-facts, section 9); the test beside this file compares the table with what the code calls.
 */
interface DeclaredData {
  /** As WeChat's form names it. */
  data: string;
  why: string;
}

export const PRIVACY_GUIDE: readonly DeclaredData[] = [
  { data: '手机号', why: '在你授权时用于找回会员卡、合并同一个人的会员卡' },
  { data: '昵称、头像', why: '在你填写会员资料时使用，不填也能用会员卡' },
  { data: '剪切板', why: '在你点“复制”时写入，不读取' },
  { data: '选中的文件', why: '在商家员工导入会员名单时读取所选的文件' },
  { data: '相册（仅写入）', why: '在你点“保存到相册”时写入海报，不读取' },
];

/** One sentence of it for the simulated phone, which has no contract page of WeChat's. */
export const privacySummary = (): string =>
  [
    '我们只在你同意后使用：微信身份（识别你的会员卡）',
    ...PRIVACY_GUIDE.map(({ data, why }) => `${data}（${why}）`),
  ].join('、') + '。不会提供给其他顾客或团长。';
