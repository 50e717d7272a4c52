import type { SettingGroupName } from '@contracts/office/setting-values';

/** A group of the settings as a form has it: rules as they are, templates one row per kind of message. */
export type TemplateValues = Readonly<{ kind: string | null; templateId: string; mapping: string }>;
export type GroupValues = Readonly<Record<string, string | number | boolean | null | TemplateValues[]>>;
export type Content = Readonly<Record<string, unknown>>;

type TemplateGroup = 'messageTemplates' | 'officialTemplates' | 'officialNotices';
export const isTemplateGroup = (name: SettingGroupName): name is TemplateGroup =>
  name === 'messageTemplates' || name === 'officialTemplates' || name === 'officialNotices';

const isRecord = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

function templateRow(kind: string, template: unknown): TemplateValues {
  const { templateId, fields } = isRecord(template) ? template : {};
  const mapping = Object.entries(isRecord(fields) ? fields : {}).map(
    ([field, value]) => `${field}=${String(value)}`,
  );
  return { kind, templateId: typeof templateId === 'string' ? templateId : '', mapping: mapping.join('; ') };
}

/** A text of a group; anything else is none. */
export const textIn = (values: Content, key: string): string => {
  const value = values[key];
  return typeof value === 'string' ? value : '';
};

export function groupValues(name: SettingGroupName, content: Content): GroupValues {
  const entries = Object.entries(content);
  if (isTemplateGroup(name))
    return { templates: entries.map(([kind, template]) => templateRow(kind, template)) };
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (isPlain(value) ? [[key, value] as const] : [])),
  );
}

/** `thing1=title; time2=until`, also with the signs of a Chinese keyboard and one per line. */
export function mappingOf(text: string): Record<string, string> {
  const pairs = text.split(/[;；\n]/u).flatMap((part) => {
    const [, field, value] = /^\s*(\S+?)\s*[=＝]\s*(.*?)\s*$/u.exec(part) ?? [];
    return field !== undefined && value !== undefined ? [[field, value] as const] : [];
  });
  return Object.fromEntries(pairs);
}

export function contentOf(name: SettingGroupName, values: GroupValues, before: Content): Content {
  const { templates } = values;
  if (!isTemplateGroup(name) || !Array.isArray(templates)) return { ...before, ...values };
  return Object.fromEntries(
    templates.flatMap(({ kind, templateId, mapping }) =>
      kind === null ? [] : [[kind, { templateId: templateId.trim(), fields: mappingOf(mapping) }]],
    ),
  );
}
