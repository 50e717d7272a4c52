import { newcomer } from '../stage/audience/told-life';
import { documentsOf } from '../stage/stage';
import { findDeskFaults, ownersDesk } from './desk/console-desk';

/** At a desk: what members said, from the to-do list to what came of it. */
describe('voices at a desk', () => {
  const desk = ownersDesk();
  const { problems, seen, row, open } = desk;
  const page = () => desk.at().page;
  afterAll(() => expect(problems).toEqual([]));

  it('a complaint is written in the drawer of a member, waits in the to-do list, and is closed with what came of it', async () => {
    const { cloud } = desk.at();
    const { memberId } = await newcomer(cloud, 'oAnn');
    await page().setViewportSize({ width: 1280, height: 800 });
    await open(`/members?open=${memberId}`, '会员');
    await page().getByRole('button', { name: '记投诉、表扬、要求' }).click();
    await page().getByLabel('说了什么').fill('菜不新鲜');
    await page().locator('.ant-modal-footer').getByRole('button', { name: '保 存' }).click();
    await page().locator('.ant-drawer').getByRole('tab', { name: '投诉与要求' }).click();
    await page().locator('.ant-drawer').getByText('菜不新鲜').waitFor();
    await open('/to-do', '待办');
    await page().getByRole('link', { name: '没处理完的投诉 1 件' }).click();
    await row('菜不新鲜').waitFor();
    expect(await findDeskFaults(page())).toEqual([]);
    await row('菜不新鲜').getByRole('button', { name: '处理完了' }).click();
    await page().locator('.ant-modal').getByLabel('处理结果').fill('补送了一份');
    await page().locator('.ant-modal-footer').getByRole('button', { name: '处理完了' }).click();
    await page().getByText('已处理').click();
    await seen(/补送了一份/);
    expect(documentsOf(cloud, 'serviceNotes')).toMatchObject([
      { state: 'closed', closed: { text: '补送了一份' } },
    ]);
  });
});
