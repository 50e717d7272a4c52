/** Geographic conditions, against distances and places anybody can look up. */
import type { Document } from '../../values/document-text';
import { compileFilter } from '../compile-filter';
import { distanceFrom } from './conditions';
import { EARTH_RADIUS_METRES, vectorOf } from './sphere';

const point = (longitude: number, latitude: number) => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});
const line = (...coordinates: number[][]) => ({ type: 'LineString', coordinates });
const polygon = (...coordinates: number[][][]) => ({ type: 'Polygon', coordinates });
const ring = (west: number, south: number, east: number, north: number): number[][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const square = polygon(ring(0, 0, 10, 10));
const withHole = polygon(ring(0, 0, 10, 10), ring(4, 4, 6, 6));
const holds = (condition: Document, place: unknown): boolean =>
  compileFilter({ place: condition })({ place });

describe('$geoWithin', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['a point inside', square, point(5, 5), true],
    ['a point outside', square, point(11, 5), false],
    ['a point on the border', square, point(0, 5), true],
    ['a point on the other side of the earth', square, point(-175, -5), false],
    ['an edge is a great circle: it bends to the pole', square, point(5, 10.03), true],
    ['and the parallel is below it', square, point(5, 10.1), false],
    ['a point in the hole', withHole, point(5, 5), false],
    ['a point beside the hole', withHole, point(3, 5), true],
    ['a pair of coordinates', square, [5, 5], true],
    ['an object of two numbers', square, { lng: 5, lat: 5 }, true],
    ['a line inside', square, line([1, 1], [9, 9]), true],
    ['a line that leaves', square, line([1, 1], [11, 9]), false],
    ['a line through the hole', withHole, line([3, 5], [7, 5]), false],
    ['a polygon inside', square, polygon(ring(1, 1, 2, 2)), true],
    ['a polygon that overlaps', square, polygon(ring(5, 5, 15, 6)), false],
    ['a polygon around the hole', withHole, polygon(ring(3, 3, 7, 7)), false],
    [
      'either of several',
      { type: 'MultiPolygon', coordinates: [ring(0, 0, 1, 1), ring(20, 0, 21, 1)].map((each) => [each]) },
      point(20.5, 0.5),
      true,
    ],
    [
      'across the date line',
      polygon([
        [170, -5],
        [-170, -5],
        [-170, 5],
        [170, 5],
        [170, -5],
      ]),
      point(180, 0),
      true,
    ],
    [
      'around the pole',
      polygon([
        [0, 80],
        [90, 80],
        [180, 80],
        [-90, 80],
        [0, 80],
      ]),
      point(45, 89),
      true,
    ],
    ['no place at all', square, 'here', false],
    ['a place that cannot be', square, point(500, 5), false],
    ['missing', square, undefined, false],
  ])('%s', (_title, region, place, expected) => {
    expect(holds({ $geoWithin: { $geometry: region } }, place)).toBe(expected);
  });

  test('a circle on the sphere, its radius in radians', () => {
    const circle = (km: number) => ({ $geoWithin: { $centerSphere: [[116.4, 39.9], km / 6378.1] } });
    expect(holds(circle(1000), point(121.47, 31.23))).toBe(false); // Shanghai lies 1,068 km from Beijing
    expect(holds(circle(1080), point(121.47, 31.23))).toBe(true);
  });
});

describe('$geoIntersects', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['a point in a polygon', square, point(5, 5), true],
    ['a polygon over a point', point(5, 5), square, true],
    ['a point in a hole', withHole, point(5, 5), false],
    ['crossing lines', line([0, 0], [10, 10]), line([0, 10], [10, 0]), true],
    ['lines apart', line([0, 0], [1, 1]), line([0, 10], [10, 9]), false],
    ['lines that touch', line([0, 0], [1, 1]), line([1, 1], [2, 0]), true],
    ['a point on a meridian', line([5, 0], [5, 10]), point(5, 3), true],
    ['a point beside it', line([5, 0], [5, 10]), point(5.01, 3), false],
    ['a line through a polygon', square, line([-5, 5], [15, 5]), true],
    ['a line within a hole', withHole, line([4.5, 5], [5.5, 5]), false],
    ['overlapping polygons', square, polygon(ring(5, 5, 15, 15)), true],
    ['one polygon in another', square, polygon(ring(1, 1, 2, 2)), true],
    ['a polygon in a hole', withHole, polygon(ring(4.5, 4.5, 5.5, 5.5)), false],
    ['polygons apart', square, polygon(ring(20, 20, 21, 21)), false],
    [
      'several points',
      square,
      {
        type: 'MultiPoint',
        coordinates: [
          [50, 50],
          [5, 5],
        ],
      },
      true,
    ],
    [
      'several lines',
      square,
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [50, 50],
            [51, 51],
          ],
          [
            [-1, 5],
            [1, 5],
          ],
        ],
      },
      true,
    ],
  ])('%s', (_title, wanted, place, expected) => {
    expect(holds({ $geoIntersects: { $geometry: wanted } }, place)).toBe(expected);
  });
});

describe('distance', () => {
  test.each<[string, number[], number[], number]>([
    ['a degree of the equator', [0, 0], [1, 0], 111_319],
    ['a degree of a meridian', [0, 0], [0, 1], 111_319],
    ['to the other side', [0, 0], [180, 0], Math.PI * EARTH_RADIUS_METRES],
    ['Beijing to Shanghai', [116.4, 39.9], [121.47, 31.23], 1_067_500],
  ])('%s', (_title, [x = 0, y = 0], to, metres) => {
    const radians = distanceFrom(vectorOf(x, y), to) ?? Number.NaN;
    expect(Math.abs(radians * EARTH_RADIUS_METRES - metres) / metres).toBeLessThan(0.002);
  });

  test('$nearSphere keeps what lies between the two distances, in metres', () => {
    const near = { $nearSphere: { $geometry: point(0, 0), $minDistance: 1000, $maxDistance: 120_000 } };
    expect(holds(near, point(1, 0))).toBe(true);
    expect(holds(near, point(0.001, 0))).toBe(false);
    expect(holds(near, point(2, 0))).toBe(false);
    expect(holds(near, undefined)).toBe(false);
  });
});

test.each<[Document, string]>([
  [{ $geoWithin: { $geometry: point(0, 0) } }, '$geoWithin not supported with provided geometry'],
  [
    {
      $geoWithin: {
        $box: [
          [0, 0],
          [1, 1],
        ],
      },
    },
    '$box of $geoWithin is not available',
  ],
  [
    {
      $geoWithin: {
        $geometry: polygon([
          [0, 0],
          [1, 0],
          [1, 1],
        ]),
      },
    },
    'Loop is not closed',
  ],
  [{ $geoWithin: { $geometry: { type: 'Circle', coordinates: [] } } }, 'unknown GeoJSON type'],
  [{ $geoWithin: { $centerSphere: [[0, 0], -1] } }, 'non-negative'],
  [{ $geoIntersects: { $geometry: point(181, 0) } }, 'out of bounds'],
  [{ $nearSphere: { $geometry: square } }, 'invalid point in geo near query'],
  [{ $nearSphere: { $geometry: point(0, 0), $maxDistance: -1 } }, 'must be non-negative'],
])('%j is refused', (condition, message) => {
  expect(() => holds(condition, point(0, 0))).toThrow(message);
});
