import { isCouponTemplateId } from '@contracts/primitives/ids';
import { EMPTY_VALIDITY } from '../../components/validity-draft';
import { EMPTY_PACK, writtenFrom, type StepDraft } from './pack-draft';

const templateId = ((id: string) => (isCouponTemplateId(id) ? id : null))('tpl_a');
if (templateId === null) throw new Error('no id');
const step: StepDraft = { templateId, title: '满 29 减 5', quantity: '1', validity: EMPTY_VALIDITY };
const pack = { ...EMPTY_PACK, name: '新人券包', steps: [step] };

describe('the form of a pack', () => {
  it('is written step by step', () => {
    expect(writtenFrom({ ...pack, steps: [step, { ...step, quantity: '2', validity: null }] })).toMatchObject(
      {
        ok: true,
        value: { name: '新人券包', steps: [{ quantity: 1 }, { quantity: 2, validity: null }] },
      },
    );
  });

  it.each([
    [{ name: '' }, ['name', '请写名称，最多 20 个字']],
    [{ steps: [] }, ['steps', '至少放一张券']],
    [{ steps: Array.from({ length: 21 }, () => step) }, ['steps', '最多 20 种券']],
    [{ steps: [step, { ...step, quantity: '11' }] }, ['quantity-2', '张数请填 1 到 10']],
    [
      { steps: [{ ...step, validity: { ...EMPTY_VALIDITY, count: '' } }] },
      ['step-1-count', '请填 1 到 9999 的整数'],
    ],
  ])('%j', (change, problem) => {
    const written = writtenFrom({ ...pack, ...change });
    expect(written.ok ? [] : written.problems.map(({ field, text }) => [field, text])).toEqual([problem]);
  });
});
