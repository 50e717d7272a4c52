import { Fragment } from 'react';
import { ActionButton } from '@/components/action-button';
import { FormHint, FormPanel } from '@/components/form/form';
import { SwitchField } from '@/components/form/picked-fields';
import { NumberField } from '@/components/form/text-fields';
import { typedIn } from '@/components/form/tied';
import { SectionTitle } from '@/components/section-title';
import { pointsForm, type PrizeKind } from '../../components/prize/prize-draft';
import { PrizeFields } from '../../components/prize/prize-fields';
import type { GameFields } from '../../components/rule/rule-page';
import type { RuleForm } from './rule-draft';

const [MOST_DAYS, MOST_BONUSES] = [7, 8];
const somethings: readonly PrizeKind[] = ['points', 'pack', 'cards', 'chances'];
const replaced = <Row,>(rows: readonly Row[], at: number, row: Row): Row[] =>
  rows.map((one, position) => (position === at ? row : one));

/** What each day of the round brings. */
export const LadderFields = ({ form: { ladder }, packs, onChange }: GameFields<RuleForm>) => (
  <>
    <SectionTitle text={`每天的奖励 · ${ladder.length} 天一轮`} />
    <FormPanel>
      {ladder.map((prize, at) => (
        <PrizeFields
          key={at}
          id={`day-${at}`}
          label={`第 ${at + 1} 天`}
          kinds={[...somethings, 'thanks']}
          prize={prize}
          packs={packs}
          onChange={(next) => onChange({ ladder: replaced(ladder, at, next) })}
        />
      ))}
      <FormHint text="一轮满了从第 1 天重新算。优惠券要先发布券包，用途选「福利」" />
      {ladder.length < MOST_DAYS && (
        <ActionButton
          id="add-day"
          look="quiet"
          onPress={() => onChange({ ladder: [...ladder, pointsForm('')] })}
        >
          加一天
        </ActionButton>
      )}
      {ladder.length > 1 && (
        <ActionButton id="remove-day" look="quiet" onPress={() => onChange({ ladder: ladder.slice(0, -1) })}>
          {`去掉第 ${ladder.length} 天`}
        </ActionButton>
      )}
    </FormPanel>
  </>
);

/** What lengths bring on top. */
export const BonusFields = ({ form: { bonuses }, packs, onChange }: GameFields<RuleForm>) => (
  <>
    <SectionTitle text={`连续签到另得 · ${bonuses.length} 份`} />
    <FormPanel>
      {bonuses.map(({ days, prize }, at) => (
        <Fragment key={at}>
          <NumberField
            id={`bonus-days-${at}`}
            label="连续满"
            unit="天"
            value={days}
            onType={(typed) => onChange({ bonuses: replaced(bonuses, at, { days: typed, prize }) })}
          />
          <PrizeFields
            id={`bonus-${at}`}
            label="另得"
            kinds={somethings}
            prize={prize}
            packs={packs}
            onChange={(next) => onChange({ bonuses: replaced(bonuses, at, { days, prize: next }) })}
          />
          <ActionButton
            id={`bonus-remove-${at}`}
            look="quiet"
            onPress={() => onChange({ bonuses: bonuses.filter((_bonus, position) => position !== at) })}
          >
            去掉这一份
          </ActionButton>
        </Fragment>
      ))}
      <FormHint text="在当天的奖励之外再给，每次连续只给一次" />
      {bonuses.length < MOST_BONUSES && (
        <ActionButton
          id="add-bonus"
          look="quiet"
          onPress={() => onChange({ bonuses: [...bonuses, { days: '', prize: pointsForm('') }] })}
        >
          加一份
        </ActionButton>
      )}
    </FormPanel>
  </>
);

/** Whether and how a missed day is made up. */
export const MakeUpFields = ({ form, onChange }: GameFields<RuleForm>) => (
  <>
    <SectionTitle text="补签" />
    <FormPanel>
      <SwitchField
        id="makes-up"
        label="可以补签"
        on={form.makesUp}
        onTurn={(makesUp) => onChange({ makesUp })}
      />
      {form.makesUp && (
        <>
          <NumberField id="within" label="漏签后" unit="天内可补" {...typedIn(form, onChange, 'within')} />
          <NumberField id="per-month" label="每月最多" unit="次" {...typedIn(form, onChange, 'perMonth')} />
          <NumberField
            id="make-up-points"
            label="没有补签卡时用"
            unit="积分"
            placeholder="只用补签卡"
            {...typedIn(form, onChange, 'points')}
          />
        </>
      )}
      <FormHint text="补签只接上连续天数，不发那一天的奖励" />
    </FormPanel>
  </>
);
