import { toBuffer } from 'qrcode';
import * as z from 'zod';
import type { WechatAccount } from '../accounts';
import { pageExists, type Sandbox } from '../sandbox';
import { WechatError } from '../wechat-error';
import { encodeWxacode } from './wxacode-text';

const colourPart = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,3}$/)
      .transform(Number),
  ])
  .pipe(z.number().min(0).max(255));

export const wxacodeInput = z.object({
  scene: z.string().optional(),
  page: z.string().optional(),
  check_path: z.boolean().optional(),
  env_version: z.string().optional(),
  width: z.number().optional(),
  auto_color: z.boolean().optional(),
  line_color: z.object({ r: colourPart, g: colourPart, b: colourPart }).optional(),
  is_hyaline: z.boolean().optional(),
});

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/;
/** Modules of clear space that QR readers need on each side. */
const QUIET = 4;
/** Without filters: trying them all out costs more than the drawing, and a code of two colours packs well as it is. */
const PACKING = { deflateLevel: 9, filterType: 0 };
const envSchema = z.enum(['release', 'trial', 'develop']);

/** The code's text once WeChat's rules for scene and page hold (platform-facts §3). */
function wxacodeText(sandbox: Sandbox, account: WechatAccount, input: z.infer<typeof wxacodeInput>): string {
  const scene = input.scene ?? '';
  if (!SCENE.test(scene)) throw new WechatError(40169);
  if (/(^|[&?])scancode_time=/.test(scene)) throw new WechatError(85096);
  const page = input.page ?? sandbox.pages()?.[0] ?? 'pages/index/index';
  if (page === '' || page.startsWith('/') || page.includes('?')) throw new WechatError(41030);
  if (input.check_path !== false && !pageExists(sandbox, page)) throw new WechatError(41030);
  const envVersion = envSchema.safeParse(input.env_version ?? 'release');
  if (!envVersion.success) throw new WechatError(40097);
  return encodeWxacode({ appid: account.appid, page, scene, envVersion: envVersion.data });
}

/** POST /wxa/getwxacodeunlimit: a PNG that an independent reader decodes to `wxacodeText`. */
export async function getWxacodeUnlimit(
  sandbox: Sandbox,
  account: WechatAccount,
  input: z.infer<typeof wxacodeInput>,
): Promise<Uint8Array> {
  const text = wxacodeText(sandbox, account, input);
  const width = input.width ?? 430;
  if (!Number.isInteger(width) || width < 280 || width > 1280) throw new WechatError(40097);
  const { r, g, b } = input.line_color ?? { r: 0, g: 0, b: 0 };
  const hex = [r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('');
  const picture = await toBuffer(text, {
    width,
    margin: QUIET,
    rendererOpts: PACKING,
    errorCorrectionLevel: 'Q',
    color: { dark: `#${hex}ff`, light: input.is_hyaline === true ? '#ffffff00' : '#ffffffff' },
  });
  return new Uint8Array(picture);
}
