import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { ActionButton } from '@/components/action-button';
import { InlineNote } from '@/components/inline-note';
import { SectionTitle } from '@/components/section-title';
import type { IdentityApi } from '@contracts/identity';
import { useAction } from '@/hooks/use-action';
import { saveTextFile } from '@/platform/save-file';
import { identityService } from '@/services';
import styles from './index.module.scss';

type Parts = ReturnType<IdentityApi['exportMine']>['parts'];

/** Every part, one after the other; a long list comes in several. */
async function readAll(onProgress: (parts: number) => void): Promise<Parts> {
  const all: Parts = [];
  let cursor: string | null = null;
  do {
    const page: ReturnType<IdentityApi['exportMine']> = await identityService.exportMine({ cursor });
    all.push(...page.parts);
    onProgress(all.length);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

/** 导出我的数据: one JSON file of everything held. */
export function ExportData() {
  const [progress, setProgress] = useState(0);
  const { busy, error, run } = useAction(async () => {
    setProgress(0);
    const parts = await readAll(setProgress);
    await saveTextFile('tuanka-my-data.json', JSON.stringify(parts, null, 2)).catch(() => undefined);
  });
  return (
    <>
      <SectionTitle text="我的数据" />
      <View className={styles['panel']}>
        <Text className={styles['line']}>
          资料、卡、券、积分、订单和消息，都在一个 JSON 文件里。手机号以 138****8000 的样子出现。
        </Text>
        {error && <InlineNote text={error.message} />}
        <ActionButton id="export" look="secondary" disabled={busy} onPress={() => void run(undefined)}>
          {busy ? `正在整理…（${progress} 项）` : '导出我的数据'}
        </ActionButton>
      </View>
    </>
  );
}
