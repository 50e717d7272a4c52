import { ActionButton } from '@/components/action-button';
import { FormHint, FormPanel } from '@/components/form/form';
import { SelectField } from '@/components/form/picked-fields';
import { SectionTitle } from '@/components/section-title';
import type { PackView } from '@contracts/coupon/coupon-admin';
import { giftChannelOf, giftKinds, giftNames } from '@contracts/primitives/tier/gift-channel';
import { openPacks } from '@/platform/opening/navigation';
import { levelOptions, type GiftForm } from './rule-draft';
import type { FieldsProps } from './tier-fields';

const MOST_GIFTS = 20;
const kinds = giftKinds.map((id) => ({ id, name: giftNames[id] }));

interface GiftProps {
  gift: GiftForm;
  at: number;
  levels: { id: string; name: string }[];
  packs: readonly PackView[];
  onChange: (gift: GiftForm | null) => void;
}

/** Packs that are published for this occasion, and the one that is chosen already. */
const choicesOf = (packs: readonly PackView[], { kind, packId }: GiftForm) =>
  packs
    .filter(
      (pack) =>
        pack.packId === packId || (pack.status === 'published' && pack.channel === giftChannelOf(kind)),
    )
    .map(({ packId: id, name, status }) => ({
      id: String(id),
      name: status === 'published' ? name : `${name}（已停发）`,
    }));

const Fields = ({ gift, at, levels, packs, onChange }: GiftProps) => (
  <FormPanel>
    <SelectField
      id={`gift-kind-${at}`}
      label="哪一天"
      options={kinds}
      chosen={gift.kind}
      onPick={(kind) =>
        onChange({
          ...gift,
          kind,
          // Packs of a birthday are none for anything else.
          packId: giftChannelOf(kind) === giftChannelOf(gift.kind) ? gift.packId : '',
        })
      }
    />
    <SelectField
      id={`gift-level-${at}`}
      label={gift.kind === 'upgrade' ? '升到哪一级' : '哪一级起'}
      options={levels}
      chosen={String(gift.level)}
      onPick={(id) => onChange({ ...gift, level: levels.findIndex((level) => level.id === id) })}
    />
    <SelectField
      id={`gift-pack-${at}`}
      label="送哪个券包"
      options={choicesOf(packs, gift)}
      chosen={gift.packId === '' ? null : gift.packId}
      onPick={(packId) => onChange({ ...gift, packId })}
    />
    <ActionButton id={`gift-remove-${at}`} look="quiet" onPress={() => onChange(null)}>
      去掉这份礼
    </ActionButton>
  </FormPanel>
);

/** The calendar of gifts: which pack on which day from which tier on. */
export function GiftFields({
  form: { gifts, tiers },
  packs,
  onChange,
}: FieldsProps & { packs: readonly PackView[] }) {
  const levels = levelOptions(tiers);
  return (
    <>
      <SectionTitle text={`会员礼 · ${gifts.length} 份`} />
      <FormHint text="券包要先发布，用途选「升级」或「生日」。生日是 2 月 29 日的，平年在 2 月 28 日送" />
      {gifts.map((gift, at) => (
        <Fields
          key={at}
          gift={gift}
          at={at}
          levels={levels}
          packs={packs}
          onChange={(next) =>
            onChange({
              gifts: gifts.flatMap((one, position) => (position !== at ? [one] : next ? [next] : [])),
            })
          }
        />
      ))}
      {gifts.length < MOST_GIFTS && (
        <ActionButton
          id="add-gift"
          look="secondary"
          onPress={() => onChange({ gifts: [...gifts, { kind: 'upgrade', level: 1, packId: '' }] })}
        >
          加一份礼
        </ActionButton>
      )}
      <ActionButton id="packs" look="quiet" onPress={() => void openPacks()}>
        去看券包
      </ActionButton>
    </>
  );
}
