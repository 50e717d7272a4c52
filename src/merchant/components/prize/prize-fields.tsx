import { SelectField } from '@/components/form/picked-fields';
import { NumberField } from '@/components/form/text-fields';
import type { PackView } from '@contracts/coupon/coupon-admin';
import { prizeKindNames, type PrizeForm, type PrizeKind } from './prize-draft';

interface PrizeFieldsProps {
  /** The end of its fields' ids. */
  id: string;
  label: string;
  kinds: readonly PrizeKind[];
  prize: PrizeForm;
  packs: readonly PackView[];
  onChange: (prize: PrizeForm) => void;
}

/** Packs that are published for play, and the one that is chosen already. */
const choicesOf = (packs: readonly PackView[], { packId }: PrizeForm) =>
  packs
    .filter((pack) => pack.packId === packId || (pack.status === 'published' && pack.channel === 'play'))
    .map(({ packId: id, name, status }) => ({
      id: String(id),
      name: status === 'published' ? name : `${name}（已停发）`,
    }));

const units = { points: '积分', chances: '次', cards: '张' } as const;

/** One prize: its kind, then how much of it or which pack. */
export const PrizeFields = ({ id, label, kinds, prize, packs, onChange }: PrizeFieldsProps) => (
  <>
    <SelectField
      id={`prize-kind-${id}`}
      label={label}
      options={kinds.map((kind) => ({ id: kind, name: prizeKindNames[kind] }))}
      chosen={prize.kind}
      onPick={(kind) => onChange({ ...prize, kind })}
    />
    {prize.kind === 'pack' && (
      <SelectField
        id={`prize-pack-${id}`}
        label="哪个券包"
        options={choicesOf(packs, prize)}
        chosen={prize.packId === '' ? null : prize.packId}
        onPick={(packId) => onChange({ ...prize, packId })}
      />
    )}
    {prize.kind !== 'pack' && prize.kind !== 'thanks' && (
      <NumberField
        id={`prize-amount-${id}`}
        label="给多少"
        unit={units[prize.kind]}
        value={prize.amount}
        onType={(amount) => onChange({ ...prize, amount })}
      />
    )}
  </>
);
