import { Text, View } from '@tarojs/components';
import { ActionBar } from '@/components/action-bar';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { PageNote } from '@/components/page/page-note';
import { PageShell } from '@/components/page/page-shell';
import { SectionTitle } from '@/components/section-title';
import type { CharterView } from '@contracts/growth/charter';
import type { GrowthApi } from '@contracts/growth/growth';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useOnShow } from '@/platform/use-on-show';
import { growthService } from '@/services';
import { Conditions } from '../../components/conditions';
import { agreedText, sinceText, toAgreeTo } from './charter-text';
import styles from './index.module.scss';

type Charter = ReturnType<GrowthApi['readCharter']>;

const readCharter = () => growthService.readCharter({});

/** What changes, old beside new, as long as it is announced. */
function Announced({ next }: { next: NonNullable<CharterView['next']> }) {
  return (
    <View id="charter-next">
      <InlineNote icon="note" tone="calm" text={`${chinaTimeText(next.from)} 起有变化，在那之前照旧`} />
      {next.added.length > 0 && (
        <>
          <SectionTitle text="新的" />
          <Conditions lines={next.added} />
        </>
      )}
      {next.removed.length > 0 && (
        <>
          <SectionTitle text="不再有的" />
          <Conditions lines={next.removed} />
        </>
      )}
    </View>
  );
}

function Agreement({ data, onAgreed }: { data: Charter; onAgreed: () => void }) {
  const version = toAgreeTo(data);
  const agree = useAction(async (wanted: string) => {
    await growthService.agreeCharter({ version: wanted });
    onAgreed();
  });
  const agreed = agreedText(data);
  return (
    <>
      {agreed !== null && <Text className={styles['agreed']}>{agreed}</Text>}
      {version !== null && (
        <ActionBar>
          {agree.error && <InlineNote text={agree.error.message} />}
          <ActionButton id="agree" disabled={agree.busy} onPress={() => void agree.run(version)}>
            {agree.busy ? '正在记录…' : '已阅读并同意'}
          </ActionButton>
        </ActionBar>
      )}
    </>
  );
}

function CharterText({ charter }: { charter: CharterView }) {
  return (
    <>
      <Text className={styles['since']}>{sinceText(charter)}</Text>
      {charter.next && <Announced next={charter.next} />}
      {charter.sections.map(({ title, lines }) => (
        <View key={title}>
          <SectionTitle text={title} />
          <Conditions lines={lines} />
        </View>
      ))}
    </>
  );
}

const none = (
  <PageNote
    icon="empty"
    title="这里还没有会员章程"
    text="商家开始会员等级后，会在这里写明怎么升级、有什么权益、怎么退会"
  />
);

/** 会员章程: generated from the rules in force, with what is announced and which version the reader agreed to. */
export default function CharterPage() {
  const { state, reload } = useCall(readCharter);
  useOnShow(() => void reload());
  const data = state.status === 'ready' ? state.snapshot.data : null;
  return (
    <PageShell>
      <PageWait call={{ state, reload }} rows={5} />
      {data && (data.charter === null ? none : <CharterText charter={data.charter} />)}
      {data?.charter && <Agreement data={data} onAgreed={() => void reload()} />}
    </PageShell>
  );
}
