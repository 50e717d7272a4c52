import { parseSettings, type Settings } from '../../cloudfunctions/kit/config/settings';
import { kindSources, valuesOf } from '../../cloudfunctions/message/kinds/resolve-kind';
import {
  fieldKinds,
  templateProblems,
  type TemplateProblem,
} from '../../cloudfunctions/message/rules/template-field';
import { shopperKind, type MessageKind } from '../../contracts/message/message';
import { demoVariables } from '../../local/seed/demo-settings';
import { fine, wrong, type Finding } from './finding';

type Templates = Settings['messageTemplates'];

/** The templates alone, read as the functions read them; undefined when the variable itself is wrong. */
export function readTemplates(written: string | undefined): Templates | undefined {
  try {
    const rest = demoVariables('https://api.weixin.qq.com'); // any settings that are complete
    return parseSettings({ ...rest, MESSAGE_TEMPLATES: written }).messageTemplates;
  } catch {
    return undefined; // named by the check of the variables
  }
}

/** Each kind of message against the template it is mapped to: known field kinds, and values WeChat accepts there. */
export const templateFindings = (templates: Templates): Finding[] =>
  shopperKind.options.flatMap((kind) => findingsOf(kind, templates[kind]));

/** What would be refused at every send: a kind without a template is allowed, a template that does not fit is not. */
export const templateRefusals = (templates: Templates): Finding[] =>
  shopperKind.options
    .filter((kind) => templates[kind] !== undefined)
    .flatMap((kind) => findingsOf(kind, templates[kind]))
    .filter(({ ok }) => !ok);

function findingsOf(kind: MessageKind, template: Templates[MessageKind]): Finding[] {
  if (!template)
    return [
      wrong(`消息 ${kind} 没有模板，只会进小程序消息`, `${kind} has no template: it stays in the inbox`),
    ];
  const problems = templateProblems(valuesOf(kind), template.fields).map((found) =>
    wrong(...wordsOf(kind, found)),
  );
  return problems.length > 0
    ? problems
    : [fine(`消息 ${kind} 的模板字段都放得下`, `${kind} fits its template`)];
}

function wordsOf(kind: MessageKind, found: TemplateProblem): [chinese: string, english: string] {
  switch (found.problem) {
    case 'no_fields':
      return [`消息 ${kind} 的模板没有字段`, `the template of ${kind} has no fields`];
    case 'unknown_field':
      return [
        `${kind} 的字段 ${found.field} 类型未知`,
        `${found.field}: known kinds are ${fieldKinds.join(', ')}`,
      ];
    case 'unknown_value': {
      const known = Object.keys(valuesOf(kind)).join(', ');
      return [`${kind} 没有 ${found.value} 这个值`, `${found.field}: ${kind} offers ${known}`];
    }
    case 'does_not_fit':
      return [
        `${kind} 的字段 ${found.field} 放不下 ${found.value}`,
        `${found.field} does not take ${found.value}`,
      ];
  }
}

/** The page a leader code opens (cloudfunctions/leader/team/read-my-code.ts). */
const JOIN_PAGE = 'pages/join/index';

/** Every page a message or a code opens must exist, or WeChat answers 41030. @param pages of src/app.config.ts */
export function pageFindings(pages: readonly string[]): Finding[] {
  const samples = Object.values(kindSources).flatMap((kind) => kind.samples);
  const opened = new Set([JOIN_PAGE, ...samples.map(({ page }) => page.split('?')[0] ?? page)]);
  const missing = [...opened].filter((page) => !pages.includes(page));
  if (missing.length === 0)
    return [fine('消息和团码打开的页面都存在', 'the pages that messages and codes open exist')];
  return missing.map((page) => wrong(`没有页面 ${page}`, `src/app.config.ts has no page ${page}`));
}
