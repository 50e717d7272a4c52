import { Text } from '@tarojs/components';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { SectionTitle } from '@/components/section-title';
import { PageShell } from '@/components/page/page-shell';
import { errorCatalogue } from '@contracts/errors';
import { chinaTimeText } from '@contracts/primitives/time';
import type { SettingsApi } from '@contracts/office/settings';
import { isStaffMessage } from '@contracts/primitives/staff-message';
import { useCall } from '@/hooks/use-call';
import { openSettingHistory } from '@/platform/opening/navigation';
import { useOnShow } from '@/platform/use-on-show';
import { officeService } from '@/services';
import { ShopPicture } from '../../components/shop-picture/shop-picture';
import { StaffOnly } from '../../components/staff-only';
import styles from './index.module.scss';
import { RuleGroup } from './rule-group';
import type { RuleGroupName } from './setting-draft';
import { TemplateGroup } from './template-group';
import { useSaving } from './use-saving';

type Read = ReturnType<SettingsApi['readSettings']>;

const rules: readonly RuleGroupName[] = [
  'brand',
  'messageRules',
  'counterRules',
  'figureRules',
  'orderRules',
  'shippingRules',
  'leaderRules',
  'referralRules',
];

const logoWords = { noun: '标志', where: '顾客在首页、会员卡和入会页看到它' };

function Groups({ read }: { read: Read }) {
  const saving = useSaving(read.version);
  const contentOf = (name: Read['groups'][number]['name']) =>
    read.groups.find((group) => group.name === name)?.content ?? {};
  const kinds = read.kindValues.filter(({ kind }) => !isStaffMessage(kind));
  return (
    <>
      {read.changedAt !== null && read.changedBy !== null && (
        <Text
          className={styles['small']}
        >{`第 ${read.version} 版，${read.changedBy}，${chinaTimeText(read.changedAt)}`}</Text>
      )}
      <ActionButton id="history" look="quiet" onPress={() => void openSettingHistory()}>
        改过什么
      </ActionButton>
      {saving.error && <InlineNote text={errorCatalogue[saving.error.code].message} />}
      <SectionTitle text="品牌标志" />
      <ShopPicture place="brand" words={logoWords} />
      {rules.map((name) => (
        <RuleGroup key={name} name={name} content={contentOf(name)} saving={saving} />
      ))}
      <TemplateGroup
        name="messageTemplates"
        title="订阅消息模板"
        kinds={kinds}
        content={contentOf('messageTemplates')}
        saving={saving}
      />
      <TemplateGroup
        name="officialTemplates"
        title="公众号模板"
        kinds={kinds}
        content={contentOf('officialTemplates')}
        saving={saving}
      />
      <TemplateGroup
        name="officialNotices"
        title="公众号订阅通知"
        kinds={kinds}
        content={contentOf('officialNotices')}
        saving={saving}
      />
    </>
  );
}

const readAll = () => officeService.readSettings({});

/** 设置: the merchant's rules and message templates; what is changed holds within a minute. */
export default function SettingsPage() {
  const { state, reload } = useCall(readAll);
  useOnShow(() => {
    // Coming back does not throw away what was typed.
    if (state.status !== 'ready') void reload();
  });
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={4} Failure={StaffOnly} />
      {state.status === 'ready' && <Groups read={state.snapshot.data} />}
    </PageShell>
  );
}
