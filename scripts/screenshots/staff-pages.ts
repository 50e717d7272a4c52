import type { Page } from 'playwright-core';
import { fen } from '../../contracts/primitives/fen';
import { STORE } from '../../tests/stage/payment-stage';
import { phoneOf } from '../../tests/stage/stage';
import type { Camera } from './camera';
import { comeToRest } from './simulator';

const lists = [
  'templates',
  'packs',
  'pushes',
  'issue-rules',
  'applications',
  'leaders',
  'staff',
  'audit',
  'members',
  'rewards',
];
const forms = ['template', 'pack', 'issue-rule', 'new-push', 'edit-reward', 'points-rule', 'invites'];

const staffPage = (name: string): string => `merchant/pages/${name}/index`;

async function tap(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().click();
  await comeToRest(page);
}

/** What staff work with: lists, forms with something missing, and the questions before what cannot be undone. */
export async function takeStaffPages(camera: Camera): Promise<void> {
  const { cloud, page, take, save } = camera;
  await phoneOf(cloud, 'shopper-lin').leader.apply({
    name: '林姐',
    groupName: '锦绣里邻居群',
    storeId: STORE,
    phoneCode: null,
  });
  for (const name of lists)
    await take({ name: `staff-${name}`, persona: 'operator-he', page: staffPage(name) });
  for (const name of forms) {
    await take({ name: `staff-${name}`, persona: 'operator-he', page: staffPage(name) });
    const submit = page.locator('#publish, #save, #preview').last();
    await submit.click();
    await comeToRest(page);
    await save(`staff-${name}-missing`);
  }
  await takeQuestions(camera);
}

/** The sheets, each over the page it belongs to. */
async function takeQuestions({ cloud, page, take, save }: Camera): Promise<void> {
  const persona = 'operator-he';
  await take({ name: 'staff-templates-again', persona, page: staffPage('templates') });
  await tap(page, '[id^="manage-"]');
  await tap(page, '[id^="change-"]');
  await tap(page, '[id^="revoke-"]');
  await save('staff-revoke-missing');
  await page.locator('[id^="reason-"] input').first().fill('活动提前结束');
  await tap(page, '[id^="revoke-"]');
  await save('staff-revoke-sheet');
  await take({ name: 'staff-templates-issue', persona, page: staffPage('templates') });
  await tap(page, '[id^="manage-"]');
  await tap(page, '[id^="issue-"]');
  await page.locator('[id^="member-tpl"] input').first().fill('8000');
  await tap(page, '[id^="find-member-"]');
  await save('staff-issue-found');
  await take({ name: 'staff-application', persona, page: staffPage('applications') });
  await tap(page, '[id^="approve-"]');
  await save('staff-approve-sheet');
  const items = [{ title: '消费', category: null, amountFen: fen(6907), quantity: 1, unitPriceFen: null }];
  const { order } = await phoneOf(cloud, 'clerk-zhou').payment.openBill({ storeId: STORE, items });
  await take({
    name: 'staff-bill-open',
    persona: 'clerk-zhou',
    page: `${staffPage('bill')}?id=${order.orderId}`,
  });
  await tap(page, '#cash');
  await save('staff-cash-sheet');
  await tap(page, '#sure-yes');
  await tap(page, '#refund');
  await page.locator('#refund-reason input').fill('商品缺货');
  await save('staff-refund-form');
  await tap(page, '#confirm-refund');
  await save('staff-refund-sheet');
}
