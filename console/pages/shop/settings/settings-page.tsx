import type { SettingsApi } from '@contracts/office/settings';
import type { SettingGroupName } from '@contracts/office/setting-values';
import { messageKindTexts } from '@contracts/primitives/message-kind-text';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Skeleton, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useQueryString } from '../../../app/location';
import { RuleFacts } from '../../../kit/edit/rule-facts';
import { Failure } from '../../../kit/failure';
import { PageHead } from '../../../kit/page-head';
import { useSection } from '../../../kit/sections';
import { momentText } from '../../../kit/words';
import { api } from '../../../service';
import { usePageTexts, useTexts } from '../../../texts/use-texts';
import { ShopPicture } from '../stores/shop-picture';
import { SettingForm } from './setting-form';
import { groupNames, sectionsOf } from './setting-sections';
import { groupValues, isTemplateGroup } from './setting-values';
import { SettingVersions } from './setting-versions';
import { settingTexts } from './texts';

type Settings = ReturnType<SettingsApi['readSettings']>;
const SETTINGS_KEY = ['office', 'settings'];

const useSettings = () => useQuery({ queryKey: SETTINGS_KEY, queryFn: () => api.office.readSettings({}) });

function Group({ name, settings, edit }: { name: SettingGroupName; settings: Settings; edit: () => void }) {
  const texts = usePageTexts(settingTexts);
  const content = settings.groups.find((group) => group.name === name)?.content ?? {};
  const values = groupValues(name, content);
  return (
    <Card
      size="small"
      title={texts.groups[name]}
      extra={
        <Button size="small" aria-label={`${texts.edit} · ${texts.groups[name]}`} onClick={edit}>
          {texts.edit}
        </Button>
      }
    >
      <RuleFacts
        sections={sectionsOf(name, texts).map((section) => ({ ...section, title: '' }))}
        values={values}
      />
      {name === 'messageTemplates' && settings.kindsWithoutTemplate.length > 0 && (
        <Typography.Text type="secondary">
          {texts.toInbox(settings.kindsWithoutTemplate.map((kind) => messageKindTexts[kind]).join('、'))}
        </Typography.Text>
      )}
    </Card>
  );
}

function Groups({ settings, edit }: { settings: Settings; edit: (name: SettingGroupName) => void }) {
  const texts = usePageTexts(settingTexts);
  const { version, changedAt, changedBy } = settings;
  const last =
    changedAt === null || changedAt === 0
      ? texts.never
      : texts.lastChange(version, momentText(changedAt), changedBy ?? '');
  return (
    <>
      <Typography.Text type="secondary">{last}</Typography.Text>
      <div className="setting-groups">
        <Card size="small" title={texts.logo}>
          <ShopPicture place="brand" noun={texts.logo} />
        </Card>
        {groupNames.map((name) => (
          <div key={name} className={isTemplateGroup(name) ? 'form-wide' : undefined}>
            <Group name={name} settings={settings} edit={() => edit(name)} />
          </div>
        ))}
      </div>
      <Alert type="info" title={texts.what} />
    </>
  );
}

function InForce({ control }: { control: ReactNode }) {
  const { pages, list } = useTexts();
  const query = useQueryString();
  const found = useSettings();
  const edited = groupNames.find((name) => name === query.get('edit'));
  return (
    <section className="page page-scroll" aria-busy={found.isFetching}>
      <PageHead title={pages.settings}>
        <Button onClick={() => void found.refetch()} loading={found.isRefetching}>
          {list.refresh}
        </Button>
      </PageHead>
      <Flex>{control}</Flex>
      {found.isPending && <Skeleton active />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Groups settings={found.data} edit={(edit) => query.set({ edit }, 'push')} />}
      {found.data && edited !== undefined && (
        <SettingForm
          key={`${edited} ${found.data.version}`}
          name={edited}
          content={found.data.groups.find((group) => group.name === edited)?.content ?? {}}
          version={found.data.version}
          values={found.data.kindValues}
          reload={() => void found.refetch()}
          onClose={() => query.set({ edit: null })}
        />
      )}
    </section>
  );
}

export default function SettingsPage() {
  const texts = usePageTexts(settingTexts);
  const { shown, control } = useSection(
    [
      { value: 'now', label: texts.now },
      { value: 'history', label: texts.history },
    ],
    'now',
  );
  return shown === 'now' ? <InForce control={control} /> : <SettingVersions control={control} />;
}
