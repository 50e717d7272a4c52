/** Geographic queries as the SDK sends them. */
import type { SdkDatabase } from '../sdk-client';
import { startPlaceForTest, type PlaceForTest } from '../start-place';

let place: PlaceForTest;
let db: SdkDatabase;

beforeAll(async () => {
  place = await startPlaceForTest({ envs: ['geo'], schema: [{ name: 'stores', indexes: [] }] });
  db = place.client('geo');
  await db.collection('stores').add([
    { _id: 'west', place: new db.Geo.Point(120.1, 30.2), open: true },
    { _id: 'east', place: new db.Geo.Point(120.3, 30.2), open: true },
    { _id: 'far', place: new db.Geo.Point(121.5, 31.2), open: false },
    { _id: 'none', open: true },
  ]);
});
afterAll(() => place.stop());

/** The square between two corners. */
function around(): object {
  const { Point, LineString, Polygon } = db.Geo;
  if (!LineString || !Polygon) throw new Error('the SDK has lost its shapes');
  const corners = [
    [120, 30],
    [120.4, 30],
    [120.4, 30.4],
    [120, 30.4],
    [120, 30],
  ] as const;
  return new Polygon([
    new LineString(corners.map(([longitude, latitude]) => new Point(longitude, latitude))),
  ]);
}

async function idsOf(filter: object): Promise<unknown[]> {
  const { data } = await db.collection('stores').where(filter).get();
  return data.map(({ _id }) => _id);
}

test('geoNear orders by distance and keeps to its bounds', async () => {
  const geometry = new db.Geo.Point(120.29, 30.2);
  expect(await idsOf({ place: db.command.geoNear({ geometry, maxDistance: 1e7, minDistance: 0 }) })).toEqual([
    'east',
    'west',
    'far',
  ]);
  expect(
    await idsOf({ place: db.command.geoNear({ geometry, maxDistance: 50_000, minDistance: 5000 }) }),
  ).toEqual(['west']);
  const near = { open: true, place: db.command.geoNear({ geometry, maxDistance: 1e7, minDistance: 0 }) };
  const second = await db.collection('stores').where(near).skip(1).limit(1).get();
  expect(second.data.map(({ _id }) => _id)).toEqual(['west']);
});

test('geoWithin and geoIntersects', async () => {
  expect(await idsOf({ place: db.command.geoWithin({ geometry: around() }) })).toEqual(['west', 'east']);
  expect(await idsOf({ place: db.command.geoIntersects({ geometry: around() }) })).toEqual(['west', 'east']);
  const centerSphere = [new db.Geo.Point(121.5, 31.2), 10 / 6378.1];
  expect(await idsOf({ place: db.command.geoWithin({ centerSphere }) })).toEqual(['far']);
});

test('the geoNear stage tells the distance in metres', async () => {
  const { data } = await db
    .collection('stores')
    .aggregate()
    .geoNear({
      near: new db.Geo.Point(120.1, 30.2),
      distanceField: 'away.metres',
      key: 'place',
      spherical: true,
      query: { open: true },
    })
    .project({ away: 1 })
    .end();
  expect(data.map(({ _id }) => _id)).toEqual(['west', 'east']);
  const [west, east] = data as { away: { metres: number } }[];
  expect(west?.away.metres).toBeCloseTo(0, 3);
  expect(Math.round((east?.away.metres ?? 0) / 100)).toBe(192); // 0.2° of longitude at 30.2° north
});
