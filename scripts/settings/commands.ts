import { settingGroupName } from '../../contracts/office/setting-values';
import { TuankaError } from '../../contracts/errors';
import type { RequestId } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';
import { changeSettings } from '../../cloudfunctions/kit/config/change-settings';
import { readGroups } from '../../cloudfunctions/kit/config/merchant-settings';
import type { Store } from '../../cloudfunctions/kit/store/store';
import { kindsWithoutTemplate } from '../../cloudfunctions/office/settings/list-problems';
import {
  differenceLines,
  problemLines,
  readSettingsFile,
  writeSettingsFile,
  type SettingsFile,
} from './settings-file';

export interface Place {
  store: Store;
  file: string;
  now: Instant;
  requestId: RequestId;
}
export interface Outcome {
  ok: boolean;
  lines: string[];
}

async function stored({ store }: Place): Promise<SettingsFile> {
  const document = await store.settings.get('merchant');
  const groups = Object.entries(document?.content ?? {}).flatMap(([name, group]) => {
    const known = settingGroupName.safeParse(name);
    return known.success ? [[known.data, group] as const] : [];
  });
  return { version: document?.version ?? 0, content: Object.fromEntries(groups) };
}

/** Writes the file; one with changes that were never pushed is kept, unless told. */
export async function pull(place: Place, force: boolean): Promise<Outcome> {
  const [mine, theirs] = [readSettingsFile(place.file), await stored(place)];
  const changed = mine ? differenceLines(theirs.content, mine.content) : [];
  if (mine && changed.length > 0 && mine.version === theirs.version && !force)
    return {
      ok: false,
      lines: ['✗ 本地有还没推送的修改，加 --force 放弃它们  changes that were never pushed:', ...changed],
    };
  writeSettingsFile(place.file, theirs);
  return { ok: true, lines: [`✓ 第 ${theirs.version} 版已写入 ${place.file}`] };
}

export async function diff(place: Place): Promise<Outcome> {
  const mine = readSettingsFile(place.file);
  if (!mine) return noFile(place);
  const theirs = await stored(place);
  const changed = differenceLines(theirs.content, mine.content);
  const behind = mine.version === theirs.version ? [] : [behindLine(mine, theirs)];
  return {
    ok: true,
    lines: changed.length === 0 ? ['✓ 没有差别  no difference', ...behind] : [...changed, ...behind],
  };
}

/** Based on the version of the file: whoever pushed meanwhile is not overwritten. */
export async function push(place: Place): Promise<Outcome> {
  const mine = readSettingsFile(place.file);
  if (!mine) return noFile(place);
  const problems = problemLines(mine);
  if (problems.length > 0) return { ok: false, lines: problems };
  const theirs = await stored(place);
  const changed = differenceLines(theirs.content, mine.content);
  const acting = { staff: 'system' as const, now: place.now, requestId: place.requestId };
  try {
    const version = await changeSettings(place.store, acting, mine.version, mine.content);
    writeSettingsFile(place.file, { ...mine, version });
    const done =
      changed.length === 0
        ? ['✓ 没有差别  nothing to push']
        : [...changed, `✓ 第 ${version} 版一分钟内生效  in force within a minute`];
    return { ok: true, lines: [...done, ...warningLines(mine)] };
  } catch (error) {
    if (!(error instanceof TuankaError) || error.code !== 'settings_changed') throw error;
    return { ok: false, lines: [behindLine(mine, theirs), ...changed] };
  }
}

const noFile = ({ file }: Place): Outcome => ({
  ok: false,
  lines: [`✗ 没有 ${file}，先运行 npm run settings -- pull  pull first`],
});

const behindLine = (mine: SettingsFile, theirs: SettingsFile): string =>
  `✗ 本地是第 ${mine.version} 版，线上已是第 ${theirs.version} 版：别人改过，先 pull  somebody else pushed: pull first`;

const warningLines = ({ content }: SettingsFile): string[] =>
  kindsWithoutTemplate(readGroups(content).groups.messageTemplates).map(
    (kind) => `! 消息 ${kind} 没有模板，只会进小程序消息  ${kind} has no template: it stays in the inbox`,
  );
