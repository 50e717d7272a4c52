import { askInSheet, node } from './sheet';
import { WechatFailure } from './wechat-failure';
import { wechatService } from './wechat-service';

/** 用户隐私保护提示: asked once per person, then remembered (platform-facts §2 "Privacy"). */
export async function requirePrivacyAuthorize(personaId: string): Promise<void> {
  const { openid } = await wechatService.persona(personaId);
  if ((await wechatService.settings(openid)).privacyAgreed) return;
  const appName = await wechatService.appName();
  const agreed = await askInSheet({
    appName,
    title: '用户隐私保护提示',
    body: [
      node('p', 'note', `在使用「${appName}」服务之前，请阅读《${appName}小程序隐私保护指引》。`),
      node('p', 'note', '如你同意，请点击“同意”开始使用。'),
    ],
    refuse: '拒绝',
    accept: '同意',
  });
  if (!agreed) {
    throw new WechatFailure('requirePrivacyAuthorize:fail privacy permission is not authorized', {
      errno: 104,
    });
  }
  await wechatService.agreeToPrivacy(openid);
}
