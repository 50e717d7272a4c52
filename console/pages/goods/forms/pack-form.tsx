import type { PackView } from '@contracts/coupon/coupon-admin';
import { couponChannels } from './channels';
import type { CouponPackId } from '@contracts/primitives/ids';
import { isGiftChannel } from '@contracts/primitives/tier/gift-channel';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { EditForm } from '../../../kit/edit/edit-form';
import { FormLoad } from '../../../kit/edit/form-load';
import type { Section } from '../../../kit/edit/fields';
import { History } from '../../../kit/edit/history';
import { useRefresh } from '../../../kit/use-refresh';
import { api } from '../../../service';
import { usePageTexts } from '../../../texts/use-texts';
import { goodsTexts, type GoodsTexts } from '../texts';
import { packInput, packOptions, packValues, type GivenPacks, type PackValues } from './pack-values';
import { formTexts, type FormTexts } from './texts';
import { useChoices, type Choices } from './use-choices';

function sectionsOf(
  texts: FormTexts,
  { channels }: GoodsTexts,
  choices: Choices,
  pack: PackView | null,
): Section<PackValues>[] {
  const { pack: words } = texts;
  return [
    {
      title: words.about,
      fields: [
        { name: 'name', label: words.name, kind: 'text', most: 20, isRequired: true },
        {
          name: 'channel',
          label: words.channel,
          kind: 'choice',
          isRequired: true,
          options: couponChannels.map((channel) => ({ value: channel, label: channels[channel] })),
        },
      ],
    },
    {
      title: words.items,
      fields: [
        {
          name: 'steps',
          label: words.items,
          kind: 'rows',
          add: words.add,
          most: 20,
          blank: () => ({ templateId: null, quantity: 1 }),
          cells: [
            {
              name: 'templateId',
              label: words.coupon,
              kind: 'choice',
              isRequired: true,
              options: packOptions(choices.templates, pack),
            },
            {
              name: 'quantity',
              label: words.quantity,
              kind: 'number',
              min: 1,
              max: 10,
              unit: words.piece,
              isRequired: true,
            },
          ],
        },
      ],
    },
  ];
}

interface Props {
  id: CouponPackId | null;
  onClose: () => void;
}

interface EditorProps extends Omit<Props, 'id'> {
  pack: PackView | null;
  given: GivenPacks;
  choices: Choices;
  reload: () => void;
}

function Editor(props: EditorProps) {
  const { pack, given, choices } = props;
  const texts = usePageTexts(formTexts);
  const goods = usePageTexts(goodsTexts);
  const refresh = useRefresh(['coupon']);
  const sections = useMemo(() => sectionsOf(texts, goods, choices, pack), [texts, goods, choices, pack]);
  const initial = useMemo(() => packValues(pack), [pack]);
  return (
    <EditForm<PackValues>
      title={pack ? `${texts.edit} · ${pack.name}` : texts.pack.new}
      who={texts.pack.who}
      what={pack?.status === 'published' ? texts.pack.whatPublished : texts.pack.what}
      sections={sections}
      initial={initial}
      isNew={pack === null}
      keepAs={`pack.${pack?.packId ?? 'new'}`}
      submit={(values, requestId) =>
        api.coupon.savePack(packInput(values, pack, pack?.status ?? 'draft', given), { requestId })
      }
      onDone={refresh}
      reload={props.reload}
      onClose={props.onClose}
      notes={({ channel }) => (isGiftChannel(channel) ? null : texts.pack.onePerChannel)}
      history={pack && <History about={pack.packId} actions={['coupon.savePack']} />}
    />
  );
}

/** A ladder of coupons for one occasion. */
export function PackForm({ id, onClose }: Props) {
  const choices = useChoices();
  const found = useQuery({
    queryKey: ['coupon', 'pack', id],
    queryFn: async () => {
      const [{ given }, read] = await Promise.all([
        api.coupon.listPacks({ cursor: null }),
        id === null ? null : api.coupon.readPack({ packId: id }),
      ]);
      return { given, pack: read?.pack ?? null };
    },
  });
  return (
    <FormLoad queries={[choices, found]} onClose={onClose}>
      {choices.data && found.data !== undefined && (
        <Editor
          key={JSON.stringify(found.data)}
          {...found.data}
          choices={choices.data}
          reload={() => void found.refetch()}
          onClose={onClose}
        />
      )}
    </FormLoad>
  );
}
