import { kindSources } from '../../cloudfunctions/message/kinds/list-kinds';
import { readGroups } from '../../cloudfunctions/kit/config/merchant-settings';
import { kindsWithoutTemplate } from '../../cloudfunctions/office/settings/list-problems';
import { problemLines, type SettingsFile } from '../settings/settings-file';
import { fine, warned, wrong, type Finding } from './finding';

/** The settings as they were pulled: what is wrong with them, and which messages stay in the inbox. */
export function settingsFindings(settings: SettingsFile | null): Finding[] {
  if (settings === null)
    return [
      warned(
        '没有 settings.json：模板和规则在数据库里，npm run settings -- pull 后可以检查',
        'no settings.json to look at: npm run settings -- pull',
      ),
    ];
  const problems = problemLines(settings).map((line) => line.replace(/^✗ /, ''));
  const missing = kindsWithoutTemplate(readGroups(settings.content).groups.messageTemplates);
  return [
    ...(problems.length === 0 ? [fine('settings.json 填写正确', 'settings.json is in order')] : []),
    ...problems.map((line) => wrong(`settings.json 有误：${line}`, line)),
    ...missing.map((kind) =>
      warned(`消息 ${kind} 没有模板，只会进小程序消息`, `${kind} has no template: it stays in the inbox`),
    ),
  ];
}

/** The page a leader code opens (cloudfunctions/leader/team/read-my-code.ts). */
const JOIN_PAGE = 'pages/join/index';

/** Every page a message or a code opens must exist, or WeChat answers 41030. @param pages of src/app.config.ts */
export function pageFindings(pages: readonly string[]): Finding[] {
  const samples = Object.values(kindSources).flatMap((kind) => kind.samples());
  const opened = new Set([JOIN_PAGE, ...samples.map(({ page }) => page.split('?')[0] ?? page)]);
  const missing = [...opened].filter((page) => !pages.includes(page));
  if (missing.length === 0)
    return [fine('消息和团码打开的页面都存在', 'the pages that messages and codes open exist')];
  return missing.map((page) => wrong(`没有页面 ${page}`, `src/app.config.ts has no page ${page}`));
}
