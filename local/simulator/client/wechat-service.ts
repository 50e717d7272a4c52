import * as z from 'zod';
import { readPersonas, type Persona } from '../personas';

/** What the WeChat app knows beyond the mini-program: who owns the phone, the templates, and that person's choices. */
const settingsSchema = z.object({
  mainSwitch: z.boolean(),
  privacyAgreed: z.boolean(),
  itemSettings: z.record(z.string(), z.enum(['accept', 'reject'])),
});
const templatesSchema = z.object({
  templates: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      fields: z.array(z.object({ key: z.string(), label: z.string(), sample: z.string().optional() })),
    }),
  ),
});
const accountSchema = z.object({ name: z.string().nullable() });
const phoneCodeSchema = z.object({ code: z.string() });

export type Settings = z.infer<typeof settingsSchema>;
export type Template = z.infer<typeof templatesSchema>['templates'][number];
export type Choice = 'accept' | 'reject';

async function read<Output>(path: string, schema: z.ZodType<Output>): Promise<Output> {
  const response = await fetch(path);
  return schema.parse(await response.json());
}

async function send<Output>(path: string, body: object, schema: z.ZodType<Output>): Promise<Output> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return schema.parse(await response.json());
}

const root = '/local/wechat';

export const wechatService = {
  async persona(id: string): Promise<Persona> {
    const persona = readPersonas(await read('/local/personas', z.unknown())).find((one) => one.id === id);
    if (!persona) throw new Error(`unknown persona ${id}`);
    return persona;
  },
  appName: async (): Promise<string> => (await read(`${root}/account`, accountSchema)).name ?? '团卡',
  templates: async (): Promise<Template[]> => (await read(`${root}/templates`, templatesSchema)).templates,
  settings: (openid: string): Promise<Settings> =>
    read(`${root}/settings?openid=${encodeURIComponent(openid)}`, settingsSchema),
  agreeToPrivacy: (openid: string): Promise<Settings> =>
    send(`${root}/settings`, { openid, privacyAgreed: true }, settingsSchema),
  phoneCode: async (openid: string): Promise<string> =>
    (await send(`${root}/phone-code`, { openid }, phoneCodeSchema)).code,
  subscribe: (openid: string, choices: Record<string, Choice>, always: boolean): Promise<unknown> =>
    send(`${root}/subscribe`, { openid, choices, always }, z.unknown()),
};
