import { TuankaError } from '@contracts/errors';
import type { SettingsApi } from '@contracts/office/settings';
import type { SettingGroupName, SettingProblem } from '@contracts/office/setting-values';
import type { RequestId } from '@contracts/primitives/ids';
import { Typography } from 'antd';
import { useMemo } from 'react';
import { EditForm } from '../../../kit/edit/edit-form';
import type { Section } from '../../../kit/edit/fields';
import { History } from '../../../kit/edit/history';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { sectionsOf } from './setting-sections';
import {
  contentOf,
  groupValues,
  isTemplateGroup,
  textIn,
  type Content,
  type GroupValues,
} from './setting-values';
import { settingTexts, type SettingTexts } from './texts';

interface Props {
  name: SettingGroupName;
  content: Content;
  version: number;
  values: ReturnType<SettingsApi['readSettings']>['kindValues'];
  reload: () => void;
  onClose: () => void;
}

/** What is wrong, by the label of its field. */
function problemText(
  { path, problem }: SettingProblem,
  sections: readonly Section<GroupValues>[],
  texts: SettingTexts,
): string {
  const field = sections.flatMap(({ fields }) => fields).find(({ name }) => name === path);
  return `${field?.label ?? path} ${texts.problems[problem]}`.trim();
}

function send(name: SettingGroupName, content: Content, basedOn: number, requestId: RequestId) {
  if (name !== 'brand') return api.office.saveSettings({ name, content, basedOn }, { requestId });
  const brand = { name: textIn(content, 'name'), colour: textIn(content, 'colour') };
  return api.office.saveBrand({ brand, basedOn }, { requestId });
}

/** One group of the settings, based on the version it was opened in; what does not fit is answered with where it is. */
export function SettingForm({ name, content, version, values: kindValues, reload, onClose }: Props) {
  const texts = usePageTexts(settingTexts);
  const refresh = useRefresh(['office', 'settings']);
  const sections = useMemo(() => sectionsOf(name, texts), [name, texts]);
  const initial = useMemo(() => groupValues(name, content), [name, content]);
  const submit = async (values: GroupValues, requestId: RequestId): Promise<void> => {
    const answer = await send(name, contentOf(name, values, content), version, requestId);
    if (answer.outcome !== 'refused') return;
    const message = answer.problems.map((problem) => problemText(problem, sections, texts)).join('；');
    throw new TuankaError('invalid_input', undefined, { message });
  };
  return (
    <EditForm<GroupValues>
      title={`${texts.edit} · ${texts.groups[name]}`}
      who={texts.who[name]}
      what={texts.what}
      sections={sections}
      initial={initial}
      isNew={false}
      keepAs={`setting.${name}`}
      submit={submit}
      onDone={refresh}
      reload={reload}
      onClose={onClose}
      notes={() =>
        isTemplateGroup(name)
          ? kindValues.map(({ kind, values }) => (
              <div key={kind}>
                <Typography.Text type="secondary">
                  {kind}：{values.join('、')}
                </Typography.Text>
              </div>
            ))
          : null
      }
      history={<History about={null} actions={['office.saveSettings', 'office.restoreSettings']} />}
    />
  );
}
