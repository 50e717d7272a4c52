import { variableGuides, type VariableProblem } from '../deploy/variables';
import { fine, wrong, type Finding } from './finding';

/** One line per missing or wrong variable, with what it is. */
export function variableFindings(problems: readonly VariableProblem[]): Finding[] {
  if (problems.length === 0) return [fine('.env 完整', '.env is complete')];
  return problems.map(({ name, reason }) => {
    const guide = variableGuides[name];
    const [chinese, english] = guide ? [`（${guide.chinese}）`, ` (${guide.english})`] : ['', ''];
    return reason === 'missing'
      ? wrong(`${name}${chinese}没有填写`, `${name}${english} is missing`)
      : wrong(`${name}${chinese}不正确`, `${name}${english}: ${reason}`);
  });
}

/** DevTools uploads under the appid of project.config.json; messages are sent under that of `.env`. */
export function appIdFinding(projectAppId: string, wechatAppId: string | undefined): Finding {
  if (wechatAppId && projectAppId === wechatAppId)
    return fine('project.config.json 的 appid 与 WECHAT_APPID 一致', 'both name the same mini-program');
  return wrong(
    `project.config.json 的 appid（${projectAppId}）与 WECHAT_APPID 不一致`,
    'appid in project.config.json is not WECHAT_APPID',
  );
}
