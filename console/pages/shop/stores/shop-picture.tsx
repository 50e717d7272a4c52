import type { PicturePlace, ShopPicture as Shown } from '@contracts/office/shop-pictures';
import { useQuery } from '@tanstack/react-query';
import { App as AntApp, Button, Flex, Skeleton, Typography } from 'antd';
import { useRef, useState } from 'react';
import { Refused } from '../../../kit/edit/about';
import { useRequestIdOf } from '../../../kit/edit/use-request-id-of';
import { Failure } from '../../../kit/failure';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { readPicture } from './read-picture';
import { storeTexts, type StoreTexts } from './texts';

const stateText = ({ state, refusedAt }: Shown, texts: StoreTexts): string => {
  if (state === 'waiting') return texts.waiting;
  if (refusedAt !== null) return texts.refused;
  return state === null ? texts.none : texts.shown;
};

interface Props {
  place: PicturePlace;
  noun: string;
}

/** Sends what was chosen, based on what was shown: somebody else's since is not overwritten. */
function useChanging(place: PicturePlace, basedOn: string | null, reload: () => void) {
  const texts = usePageTexts(storeTexts);
  const { message } = AntApp.useApp();
  const requestIdOf = useRequestIdOf();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
      reload();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return {
    isBusy,
    error,
    again: () => {
      setError(null);
      reload();
    },
    choose: (file: File) =>
      run(async () => {
        const picture = await readPicture(file);
        if (picture === null) return void message.warning(texts.unfit);
        const input = { place, picture, basedOn };
        return api.office.saveShopPicture(input, { requestId: requestIdOf(input) });
      }),
    remove: () => run(() => api.office.removeShopPicture({ place, basedOn })),
  };
}

function Opened({ place, noun, shown, reload }: Props & { shown: Shown; reload: () => void }) {
  const texts = usePageTexts(storeTexts);
  const { modal } = AntApp.useApp();
  const chooser = useRef<HTMLInputElement>(null);
  const { isBusy, error, again, choose, remove } = useChanging(place, shown.basedOn, reload);
  return (
    <>
      {error !== null && <Refused error={error} reload={again} />}
      <div className="shop-picture">
        {shown.url === null ? <div className="none">{noun}</div> : <img src={shown.url} alt={noun} />}
        <Flex vertical gap="small">
          <Typography.Text type="secondary">{stateText(shown, texts)}</Typography.Text>
          <Flex gap="small">
            <Button loading={isBusy} onClick={() => chooser.current?.click()}>
              {shown.state === null ? texts.choose : texts.change}
            </Button>
            {shown.state !== null && (
              <Button
                danger
                disabled={isBusy}
                onClick={() =>
                  void modal.confirm({
                    title: `${texts.remove} · ${noun}`,
                    content: texts.removeSure,
                    onOk: remove,
                  })
                }
              >
                {texts.remove}
              </Button>
            )}
          </Flex>
        </Flex>
        <input
          ref={chooser}
          type="file"
          accept="image/*"
          hidden
          aria-label={noun}
          onChange={({ target }) => {
            const file = target.files?.[0];
            // The same file may be chosen again.
            target.value = '';
            if (file) void choose(file);
          }}
        />
      </div>
    </>
  );
}

/** The merchant's logo, or a store's picture: chosen, looked at by WeChat, taken off. */
export function ShopPicture({ place, noun }: Props) {
  const found = useQuery({
    queryKey: ['office', 'shop-picture', place],
    queryFn: () => api.office.readShopPicture({ place }),
  });
  if (found.isPending) return <Skeleton active paragraph={{ rows: 2 }} />;
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  return <Opened place={place} noun={noun} shown={found.data} reload={() => void found.refetch()} />;
}
