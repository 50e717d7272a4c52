import { SelectField } from '@/components/form/picked-fields';
import { NumberField } from '@/components/form/text-fields';
import { NOTHING, POINTS, type GiftForm } from './rule-draft';

interface GiftFieldProps {
  id: string;
  label: string;
  gift: GiftForm;
  packs: readonly { packId: string; name: string }[];
  onChange: (gift: GiftForm) => void;
}

/** What is given: nothing, points, or a pack by its name. */
export function GiftField({ id, label, gift, packs, onChange }: GiftFieldProps) {
  const known = packs.map(({ packId, name }) => ({ id: packId, name: `券包「${name}」` }));
  const isGone = ![NOTHING, POINTS, ...known.map((pack) => pack.id)].includes(gift.what);
  const options = [
    { id: NOTHING, name: '不给' },
    { id: POINTS, name: '积分' },
    ...known,
    ...(isGone ? [{ id: gift.what, name: '原来的券包（照旧）' }] : []),
  ];
  return (
    <>
      <SelectField
        id={`${id}-what`}
        label={label}
        options={options}
        chosen={gift.what}
        onPick={(what) => onChange({ ...gift, what })}
      />
      {gift.what === POINTS && (
        <NumberField
          id={id}
          label="给多少"
          unit="积分"
          maxlength={6}
          value={gift.points}
          onType={(points) => onChange({ ...gift, points })}
        />
      )}
    </>
  );
}
