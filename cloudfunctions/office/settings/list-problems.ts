import { messageKind } from '../../../contracts/message/message-values';
import {
  settingGroups,
  type MessageTemplates,
  type SettingGroupName,
  type SettingProblem,
} from '../../../contracts/office/setting-values';
import { isStaffMessage } from '../../../contracts/primitives/staff-message';
import { groupProblems } from '../../kit/config/merchant-settings';
import { valuesOf } from '../../message/kinds/list-kinds';
import { templateProblems } from '../../message/rules/template-field';

/**
 * Everything wrong with a group as somebody wrote it: its shape, and for templates whether WeChat would refuse what they are
 * mapped to at every single send (47003).
 */
export function listProblems(name: SettingGroupName, content: unknown): SettingProblem[] {
  const problems = groupProblems(name, content);
  if (problems.length > 0 || !isTemplateGroup(name)) return problems;
  return mappingProblems(settingGroups[name].parse(content));
}

const TEMPLATE_GROUPS = ['messageTemplates', 'officialTemplates', 'officialNotices'] as const;
const isTemplateGroup = (name: SettingGroupName): name is (typeof TEMPLATE_GROUPS)[number] =>
  TEMPLATE_GROUPS.some((group) => group === name);

const mappingProblems = (templates: MessageTemplates): SettingProblem[] =>
  messageKind.options.flatMap((kind) => {
    const template = templates[kind];
    if (!template) return [];
    return templateProblems(valuesOf(kind), template.fields).map((found) => ({
      path: 'field' in found ? `${kind}.fields.${found.field}` : `${kind}.fields`,
      problem: found.problem,
    }));
  });

/** Kinds shoppers are told by, without a template: allowed, they stay in the inbox, and somebody should know. */
export const kindsWithoutTemplate = (templates: MessageTemplates) =>
  messageKind.options.filter((kind) => !isStaffMessage(kind) && templates[kind] === undefined);
