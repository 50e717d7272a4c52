import { settingGroups } from '@contracts/office/setting-values';
import {
  contentOf,
  draftOf,
  problemText,
  ruleGroups,
  templateDraftOf,
  withTemplate,
  type RuleGroupName,
} from './setting-draft';

const names: RuleGroupName[] = [
  'brand',
  'messageRules',
  'counterRules',
  'figureRules',
  'orderRules',
  'shippingRules',
  'leaderRules',
  'referralRules',
];

describe('the forms of the settings', () => {
  it.each(names)('%s: every setting has its field, and comes back as it was', (name) => {
    const usual = settingGroups[name].parse({});
    const { fields } = ruleGroups[name];
    expect(fields.map(({ key }) => key).sort()).toEqual(Object.keys(usual).sort());
    expect(contentOf(fields, draftOf(fields, usual))).toEqual(usual);
  });

  it('what is no number stays as typed, so that the server can say where it is', () => {
    const { fields } = ruleGroups.counterRules;
    const typed = contentOf(fields, { cashBillsPerDay: '很多', cashFenPerDay: '12.5' });
    expect(typed).toMatchObject({ cashBillsPerDay: '很多', cashFenPerDay: 1250 });
    expect(problemText({ path: 'opensAt', problem: 'not_valid' }, fields)).toBe('开门时间：填得不对');
  });

  it('a template is a line for each field; without an id the kind has none', () => {
    const content = { birthday: { templateId: 'T', fields: { thing1: 'title', thing2: 'tip' } } };
    const draft = templateDraftOf(content, 'birthday');
    expect(draft).toEqual({ templateId: 'T', fields: 'thing1=title\nthing2=tip' });
    expect(withTemplate(content, 'birthday', draft)).toEqual(content);
    expect(withTemplate(content, 'birthday', { templateId: ' ', fields: '' })).toEqual({});
    expect(withTemplate({}, 'campaign', { templateId: 'C', fields: ' thing1 ＝ title\n\n乱写' })).toEqual({
      campaign: { templateId: 'C', fields: { thing1: 'title' } },
    });
    expect(problemText({ path: 'birthday.fields.thing1', problem: 'unknown_value' })).toBe(
      'thing1：没有这个内容',
    );
  });
});
