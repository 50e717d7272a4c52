import { checkStore, EMPTY_STORE, storeDraftOf, type StoreDraft } from './store-draft';

const draft: StoreDraft = {
  name: '幸福里店',
  city: '上海',
  region: '徐汇',
  address: '幸福路 1 号',
  phone: '021-5555 5555',
  opensAt: '08:00',
  closesAt: '02:00',
  location: '31.2304,121.4737',
};

it('what is saved opens as it was typed', () => {
  const checked = checkStore(draft);
  expect(checked.ok && storeDraftOf(checked.value)).toEqual(draft);
});

it('only the name is needed', () => {
  expect(checkStore({ ...EMPTY_STORE, name: ' 锦绣店 ' })).toMatchObject({
    ok: true,
    value: { name: '锦绣店', hours: null, location: null, phone: '' },
  });
});

it('a place is read in full-width digits, too', () => {
  const location = '３１．２３０４，121.4737';
  expect(checkStore({ ...draft, location })).toMatchObject({
    value: { location: { latitude: 31.2304, longitude: 121.4737 } },
  });
});

it.each<[Partial<StoreDraft>, string]>([
  [{ name: ' ' }, 'name'],
  [{ phone: '电话' }, 'phone'],
  [{ closesAt: '' }, 'closesAt'],
  [{ location: '31.2' }, 'location'],
  [{ location: '91,121' }, 'location'],
  [{ location: '1e1,121' }, 'location'],
])('%j is wrong in %s', (differs, field) => {
  const checked = checkStore({ ...draft, ...differs });
  expect(checked.ok ? [] : checked.problems.map((problem) => problem.field)).toEqual([field]);
});
