import { begin, halves } from '../stage/journey/experiment-stage';
import { publish } from '../stage/journey/journey-stage';
import { documentsOf } from '../stage/stage';
import { findDeskFaults, ownersDesk } from './desk/console-desk';

/** At a desk: a recipe becomes a journey, is started, paused and ended; an experiment says how far it is and nothing too early. */
describe('journeys at a desk', () => {
  const desk = ownersDesk();
  const { problems, seen, row, open, button } = desk;
  const page = () => desk.at().page;
  const drawer = () => page().locator('.ant-drawer');
  const agree = (name: string) => page().locator('.ant-modal-footer').getByRole('button', { name }).click();
  afterAll(() => expect(problems).toEqual([]));

  it.each([1280, 1920])('recipes at %i: each says what it is for, and nothing fails axe', async (width) => {
    await page().setViewportSize({ width, height: 800 });
    await open('/journeys?show=recipes', '旅程');
    await seen('首单提醒');
    expect(await findDeskFaults(page())).toEqual([]);
  });

  it('a recipe is saved, started, paused and ended, step by step in words', async () => {
    await page().setViewportSize({ width: 1280, height: 800 });
    await open('/journeys?show=recipes', '旅程');
    await button('存成草稿 首单提醒').click();
    await agree('存成草稿');
    await row('首单提醒').getByText('草稿').waitFor();
    await row('首单提醒').getByRole('button', { name: '首单提醒' }).click();
    await drawer().getByText('送 50 积分（首单鼓励）').waitFor();
    expect(await findDeskFaults(page())).toEqual([]);
    await drawer().getByRole('button', { name: '发布并开始' }).click();
    await agree('发布并开始');
    await drawer().getByText('运行中').waitFor();
    await drawer().getByRole('button', { name: '暂 停' }).click();
    await agree('暂 停');
    await drawer().getByText('已暂停').waitFor();
    await drawer().getByRole('button', { name: '结 束' }).click();
    await agree('结 束');
    await drawer().getByText('已结束').waitFor();
    const { cloud } = desk.at();
    expect(documentsOf(cloud, 'journeys')).toMatchObject([{ name: '首单提醒', status: 'ended', version: 1 }]);
  });

  it('an experiment shows its arms, says when there is a result, and is ended with a winner', async () => {
    const { cloud } = desk.at();
    await begin(cloud, await publish(cloud, '两种说法', halves(50)));
    await open('/journeys?show=experiments', '旅程');
    await row('分流 half').getByRole('button', { name: '两种说法' }).click();
    await drawer().getByText('以前只看人数，不看结果').waitFor();
    await drawer().getByText('第 2 组 对 第 1 组 · 金额：还不能下结论').waitFor();
    expect(await findDeskFaults(page())).toEqual([]);
    await drawer().getByRole('button', { name: '结束实验' }).click();
    await page().getByLabel('胜出的一组').click();
    await page().locator('.ant-select-item-option').getByText('第 2 组').click();
    await agree('结束实验');
    await page().locator('.ant-modal').waitFor({ state: 'hidden' });
    expect(documentsOf(cloud, 'experiments')).toMatchObject([{ state: 'ended', winner: 'arm-2' }]);
    expect(documentsOf(cloud, 'journeys').find(({ name }) => name === '两种说法')?.winners).toEqual({
      half: 1,
    });
  });
});
