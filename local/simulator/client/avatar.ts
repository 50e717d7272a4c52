import { askInSheet, node } from './sheet';
import { wechatService } from './wechat-service';

const SIZE = 132;

/** The picture WeChat has of this person: their first letter on a colour of their own. */
function drawn(name: string): HTMLCanvasElement {
  const canvas = node('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const hue = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 360;
  context.fillStyle = `hsl(${hue} 45% 45%)`;
  context.fillRect(0, 0, SIZE, SIZE);
  context.fillStyle = '#fff';
  context.font = `${SIZE / 2}px sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText([...name][0] ?? '', SIZE / 2, SIZE / 2);
  return canvas;
}

/** 获取你的头像: leaving the sheet chooses none. */
export async function chooseAvatar(personaId: string): Promise<{ avatarUrl?: string }> {
  const [{ name }, appName] = await Promise.all([wechatService.persona(personaId), wechatService.appName()]);
  const picture = drawn(name);
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', `${name}的微信头像`);
  const accepted = await askInSheet({
    appName,
    title: '获取你的头像',
    body: [picture],
    refuse: '取消',
    accept: '用微信头像',
  });
  return accepted ? { avatarUrl: picture.toDataURL('image/png') } : {};
}
