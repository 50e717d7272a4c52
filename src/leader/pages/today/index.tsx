import { Text, View } from '@tarojs/components';
import { useMemo, useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { DetailPage } from '@/components/detail/detail-page';
import { InlineNote } from '@/components/inline-note';
import { PageNote } from '@/components/page/page-note';
import { Poster } from '@/components/poster/poster';
import { SectionTitle } from '@/components/section-title';
import type { ActionItem } from '@contracts/leader/leader-office';
import { chinaTimeText } from '@contracts/primitives/time';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { openLeaderCode } from '@/platform/opening/navigation';
import { copyText } from '@/platform/share/clipboard';
import { leaderService } from '@/services';
import { LeadersOnly } from '../../components/leaders-only';
import styles from './index.module.scss';

const readToday = async () => {
  const [card, code] = await Promise.all([leaderService.readActionCard({}), leaderService.readMyCode({})]);
  return { card, code };
};
type Today = Awaited<ReturnType<typeof readToday>>;

function Item({ item, code }: { item: ActionItem; code: Today['code'] }) {
  const [copied, setCopied] = useState(false);
  const [poster, setPoster] = useState(false);
  const text = useMemo(
    () => ({
      brand: code.brandName,
      headline: item.headline,
      host: code.storeName,
      lines: [],
      foot: '微信扫一扫',
      hint: '打开小程序就能看到自己的券',
    }),
    [code, item],
  );
  const copy = useAction(async () => {
    await copyText(item.groupText);
    setCopied(true);
  });
  return (
    <View className={styles['item']}>
      <SectionTitle text={item.title} />
      <Text className={styles['text']} userSelect>
        {item.groupText}
      </Text>
      {copied && <InlineNote tone="calm" icon="check" text="已复制，去群里长按粘贴就行" />}
      {copy.error && <InlineNote text="没有复制成功，请长按上面的文字复制" />}
      <ActionButton id={`copy-${item.kind}`} disabled={copy.busy} onPress={() => void copy.run(undefined)}>
        复制群消息
      </ActionButton>
      <ActionButton id={`poster-${item.kind}`} look="quiet" onPress={() => setPoster(!poster)}>
        {poster ? '收起海报' : '配一张海报'}
      </ActionButton>
      {poster && (
        <Poster
          id={`today-${item.kind}`}
          look="aside"
          label={`${item.title}的海报`}
          codeUrl={`data:image/png;base64,${code.pngBase64}`}
          text={text}
        />
      )}
    </View>
  );
}

/** 今天做什么: what the group can be told today, ready to paste. */
export default function TodayPage() {
  const call = useCall(readToday);
  return (
    <DetailPage call={call} Failure={LeadersOnly} outline={3}>
      {(today) => (
        <>
          {today.card.items.length === 0 && (
            <PageNote
              icon="check"
              title={today.card.asOf === null ? '今天还没统计好' : '今天没有要提醒的'}
              text={
                today.card.asOf === null
                  ? '每半小时统计一次，请过一会儿再来'
                  : '券快到期、等级要升要降、会员卡没领、很久没下单的，会列在这里'
              }
            >
              <ActionButton id="show-code" look="secondary" onPress={() => void openLeaderCode()}>
                出示团码，带人入会
              </ActionButton>
            </PageNote>
          )}
          {today.card.items.map((item) => (
            <Item key={item.kind} item={item} code={today.code} />
          ))}
          {today.card.asOf !== null && (
            <Text className={styles['small']}>
              {`${chinaTimeText(today.card.asOf)} 统计，只有人数，不含任何人的信息`}
            </Text>
          )}
        </>
      )}
    </DetailPage>
  );
}
