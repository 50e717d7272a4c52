import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import type { IdentityApi } from '@contracts/identity/identity';
import { useAction } from '@/hooks/use-action';
import { saveTextFile } from '@/platform/share/save-file';
import { isH5 } from '@/platform/target';
import { identityService } from '@/services';
import { allPages } from '@/services/all-pages';
import styles from './index.module.scss';

type Parts = ReturnType<IdentityApi['exportMine']>['parts'];

/** Every part, one after the other; a long list comes in several. */
async function readAll(onProgress: (parts: number) => void): Promise<Parts> {
  const partsOf = (pages: readonly { parts: Parts }[]): Parts => pages.flatMap(({ parts }) => parts);
  const pages = await allPages(
    (cursor) => identityService.exportMine({ cursor }),
    (read) => onProgress(partsOf(read).length),
  );
  return partsOf(pages);
}

const FILE_NAME = 'tuanka-my-data.json';

/** 导出我的数据: one JSON file of everything held; gathered first, handed over by a tap of its own. */
export function ExportData() {
  const [progress, setProgress] = useState(0);
  const [text, setText] = useState<string | null>(null);
  const [sent, setSent] = useState(false);
  const gather = useAction(async () => {
    setProgress(0);
    setText(JSON.stringify(await readAll(setProgress), null, 2));
  });
  const save = useAction(async (file: string) => setSent(await saveTextFile(FILE_NAME, file)));
  return (
    <>
      <SectionTitle text="我的数据" />
      <View className={styles['panel']}>
        <Text className={styles['line']}>
          资料、卡、券、积分、订单和消息，都在一个 JSON 文件里。你的手机号只写头三位和末四位，中间用星号。
        </Text>
        {gather.error && <InlineNote text={gather.error.message} />}
        {save.error && <InlineNote text="文件没能交到你手里，请再试一次。" />}
        {sent && <InlineNote icon="check" tone="calm" text="已交到你手里。里面都是你的资料，请放好。" />}
        {text === null ? (
          <ActionButton
            id="export"
            look="secondary"
            disabled={gather.busy}
            onPress={() => void gather.run(undefined)}
          >
            {gather.busy ? `正在整理…（${progress} 项）` : '导出我的数据'}
          </ActionButton>
        ) : (
          <ActionButton id="save-export" disabled={save.busy} onPress={() => void save.run(text)}>
            {isH5 ? '下载文件' : '发给自己（文件传输助手）'}
          </ActionButton>
        )}
      </View>
    </>
  );
}
