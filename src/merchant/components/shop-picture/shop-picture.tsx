import { Image, Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { ActionButton, actionClass } from '@/components/action-button';
import { FormPanel } from '@/components/form/form';
import { InlineNote } from '@/components/inline-note';
import { PageWait } from '@/components/page/page-wait';
import { useAction } from '@/hooks/use-action';
import { useCall } from '@/hooks/use-call';
import { useRequestId } from '@/hooks/use-request-id';
import { AvatarButton } from '@/platform/profile/avatar-button';
import { readPicture } from '@/platform/profile/read-picture';
import { officeService } from '@/services';
import type { PicturePlace, ShopPicture as Shown } from '@contracts/office/shop-pictures';
import styles from './shop-picture.module.scss';

const TOO_LARGE = '这张图片太大，请换一张';

interface Words {
  /** `品牌标志` */
  noun: string;
  /** Where shoppers see it. */
  where: string;
}

const stateText = ({ state, refusedAt }: Shown, { noun, where }: Words): string => {
  if (state === 'waiting') return '微信正在审核，通过前顾客看到的还是原来的';
  if (refusedAt !== null) return `上次选的图片没有通过微信审核，请换一张。${where}`;
  return state === null ? `还没有${noun}。${where}` : where;
};

interface OpenedProps {
  place: PicturePlace;
  words: Words;
  shown: Shown;
  onChange: () => void;
}

function Opened({ place, words, shown, onChange }: OpenedProps) {
  const { url, state, basedOn } = shown;
  const [note, setNote] = useState<string | null>(null);
  const request = useRequestId();
  const save = useAction(async (path: string) => {
    setNote(null);
    const picture = await readPicture(path);
    if (picture === null) return setNote(TOO_LARGE);
    const input = { place, picture, basedOn };
    await officeService.saveShopPicture(input, { requestId: request.idFor(input) });
    request.done();
    onChange();
  });
  const remove = useAction(async () => {
    await officeService.removeShopPicture({ place, basedOn });
    onChange();
  });
  const busy = save.busy || remove.busy;
  const problem = note ?? save.error?.message ?? remove.error?.message ?? null;
  return (
    <FormPanel>
      <View className={styles['row']}>
        {url === null ? (
          <View className={styles['none']}>
            <Text>{words.noun}</Text>
          </View>
        ) : (
          <Image className={styles['picture'] ?? ''} src={url} mode="aspectFill" />
        )}
        <Text className={styles['why']}>{stateText(shown, words)}</Text>
      </View>
      <View className={styles['buttons']}>
        <AvatarButton
          id="choose-picture"
          className={actionClass('secondary', busy)}
          ariaLabel={state === null ? `选择${words.noun}` : `换${words.noun}`}
          disabled={busy}
          onChosen={(path) => void save.run(path)}
        >
          {save.busy ? '正在上传…' : state === null ? `选择${words.noun}` : '换一张'}
        </AvatarButton>
        {state !== null && (
          <ActionButton
            id="remove-picture"
            look="quiet"
            disabled={busy}
            onPress={() => void remove.run(undefined)}
          >
            去掉
          </ActionButton>
        )}
      </View>
      {problem !== null && <InlineNote text={problem} />}
    </FormPanel>
  );
}

/** The merchant's logo, or a store's picture: chosen, looked at by WeChat, taken off. It is saved by itself, beside the form it stands on. */
export function ShopPicture({ place, words }: Pick<OpenedProps, 'place' | 'words'>) {
  const { state, reload } = useCall(() => officeService.readShopPicture({ place }));
  // It stands on a page that has come up already.
  useEffect(() => void reload(), [reload]);
  return (
    <>
      <PageWait call={{ state, reload }} rows={1} />
      {state.status === 'ready' && (
        <Opened place={place} words={words} shown={state.snapshot.data} onChange={() => void reload()} />
      )}
    </>
  );
}
