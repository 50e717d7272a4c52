import { askInSheet, node } from './sheet';
import { WechatFailure } from './wechat-failure';
import { wechatService, type Choice, type Template } from './wechat-service';

/** Three, not five: the older limit holds everywhere (platform-facts §1). */
const MOST_TEMPLATES = 3;

const failure = (text: string, errCode?: number) =>
  new WechatFailure(`requestSubscribeMessage:fail ${text}`, { errCode });

function checkbox(label: string, checked: boolean, className: string): [HTMLElement, HTMLInputElement] {
  const wrapper = node('label', className);
  const input = node('input');
  input.type = 'checkbox';
  input.checked = checked;
  wrapper.append(input, node('span', '', label));
  return [wrapper, input];
}

function templateCard(template: Template): [HTMLElement, HTMLInputElement] {
  const card = node('div', 'template');
  const [label, input] = checkbox(template.title, true, '');
  const sample = node('dl');
  for (const field of template.fields) {
    sample.append(node('dt', '', field.label), node('dd', '', field.sample ?? '—'));
  }
  card.append(label, sample);
  return [card, input];
}

/** The sheet for the templates that have no standing answer yet. */
async function ask(templates: Template[]): Promise<{ choices: Record<string, Choice>; always: boolean }> {
  const cards = templates.map((template) => ({ template, card: templateCard(template) }));
  const [alwaysLabel, always] = checkbox('总是保持以上选择，不再询问', false, 'always');
  const allowed = await askInSheet({
    appName: await wechatService.appName(),
    title: '申请发送一次以下消息',
    body: [...cards.map(({ card }) => card[0]), alwaysLabel],
    refuse: '取消',
    accept: '允许',
  });
  const choices = cards.map(({ template, card }): [string, Choice] => [
    template.id,
    allowed && card[1].checked ? 'accept' : 'reject',
  ]);
  return { choices: Object.fromEntries(choices), always: always.checked };
}

/** Since base library 2.8.2 only a tap may open it (platform-facts §1). */
const isInTap = (): boolean => navigator.userActivation?.isActive ?? true;

export async function requestSubscribeMessage(
  personaId: string,
  { tmplIds }: { tmplIds: string[] },
): Promise<Record<string, string>> {
  if (!isInTap()) throw failure('can only be invoked by user TAP gesture.');
  if (tmplIds.length === 0) throw failure('TmplIds is empty', 10001);
  if (tmplIds.length > MOST_TEMPLATES) throw failure('Templates count is out of max bounds', 20003);

  const [{ openid }, known] = await Promise.all([
    wechatService.persona(personaId),
    wechatService.templates(),
  ]);
  const settings = await wechatService.settings(openid);
  if (!settings.mainSwitch) throw failure('The main switch is switched off', 20004);
  const templates = known.filter(({ id }) => tmplIds.includes(id));
  if (templates.length < new Set(tmplIds).size) {
    throw failure('No template data return, verify the template id exist', 20001);
  }

  const kept = Object.entries(settings.itemSettings).filter(([id]) => tmplIds.includes(id));
  const open = templates.filter(({ id }) => !kept.some(([keptId]) => keptId === id));
  const asked = open.length > 0 ? await ask(open) : { choices: {}, always: false };
  const choices = { ...Object.fromEntries(kept), ...asked.choices };
  await wechatService.subscribe(openid, choices, asked.always);
  return { ...choices, errMsg: 'requestSubscribeMessage:ok' };
}
