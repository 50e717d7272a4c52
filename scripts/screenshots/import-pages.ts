import { csvFile, newList, sendList, tryList, waitFor } from '../../tests/stage/office/import-list';
import { phoneOf } from '../../tests/stage/stage';
import type { Camera } from './camera';

/** A list of another system in each of its states, and whom a form is opened for. */
export async function takeImportPages({ cloud, take }: Camera): Promise<void> {
  const operator = phoneOf(cloud, 'operator-he');
  const shoot = (name: string, page: string) =>
    take({ name, persona: 'operator-he', page: `merchant/pages/${page}` });
  const sent = await sendList(operator, csvFile(newList(120).rows));
  const page = `import/index?id=${sent.importId}`;
  await shoot('import-read', page);
  const { importId } = await tryList(operator, sent);
  await shoot('import-checked', page);
  await operator.office.applyImport({ importId, check: 1, reason: '旧系统停用' });
  await waitFor(operator, importId);
  await shoot('import-applied', page);
  await shoot('imports', 'imports/index');
  const [member] = (await operator.office.listMembers({ filter: {}, cursor: null })).members;
  if (!member) throw new Error('the office lists nobody');
  await shoot('points-for-member', `points-adjust/index?member=${member.memberId}`);
  await shoot('coupons-for-member', `templates/index?member=${member.memberId}`);
}
