/** Points on the sphere as unit vectors, and the great-circle arcs between them: what 2dsphere geometry is made of. */

export type Vector = readonly [number, number, number];

/** The radius MongoDB converts metres by. */
export const EARTH_RADIUS_METRES = 6_378_100;

/** About a millimetre on the earth: closer counts as touching. */
const TOUCHING = 1.5e-10;
const DEGREE = Math.PI / 180;

export function vectorOf(longitude: number, latitude: number): Vector {
  const [x, y] = [longitude * DEGREE, latitude * DEGREE];
  return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)];
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

const length = (a: Vector): number => Math.sqrt(dot(a, a));

/** In radians; good for near and for opposite points alike. */
export const angleBetween = (a: Vector, b: Vector): number => Math.atan2(length(cross(a, b)), dot(a, b));

export const samePoint = (a: Vector, b: Vector): boolean => angleBetween(a, b) < TOUCHING;

/** Whether the point lies on the arc from a to b. */
export function onArc(point: Vector, a: Vector, b: Vector): boolean {
  if (samePoint(point, a) || samePoint(point, b)) return true;
  const normal = cross(a, b);
  const size = length(normal);
  if (size === 0 || Math.abs(dot(point, normal)) / size > TOUCHING) return false;
  return dot(cross(a, point), normal) > 0 && dot(cross(point, b), normal) > 0;
}

export function arcsMeet(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  if (onArc(a, c, d) || onArc(b, c, d) || onArc(c, a, b) || onArc(d, a, b)) return true;
  return arcsCross(a, b, c, d);
}

/** Whether the arcs cross at a point inside both. */
export function arcsCross(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const [first, second] = [cross(a, b), cross(c, d)];
  const [sideC, sideD] = [dot(first, c), dot(first, d)];
  const [sideA, sideB] = [dot(second, a), dot(second, b)];
  if (sideC * sideD >= 0 || sideA * sideB >= 0) return false;
  const meeting = cross(first, second);
  const towards = Math.sign(dot(meeting, a) + dot(meeting, b));
  return towards !== 0 && towards === Math.sign(dot(meeting, c) + dot(meeting, d));
}

/** Whether a closed ring goes round the point; a ring bounds the smaller of the two areas it divides the sphere into. */
export function ringHolds(ring: readonly Vector[], point: Vector): boolean {
  const middle = ring.reduce<Vector>((sum, v) => [sum[0] + v[0], sum[1] + v[1], sum[2] + v[2]], [0, 0, 0]);
  if (dot(middle, point) <= 0) return false;
  let turned = 0;
  for (let i = 1; i < ring.length; i++) {
    const [from, to] = [ring[i - 1], ring[i]];
    if (from && to) turned += turnAt(point, from, to);
  }
  return Math.abs(turned) > Math.PI;
}

/** How far one turns at the point when the eye follows the arc. */
function turnAt(point: Vector, from: Vector, to: Vector): number {
  const [a, b] = [cross(point, from), cross(point, to)];
  return Math.atan2(dot(point, cross(a, b)), dot(a, b));
}

export const onRing = (ring: readonly Vector[], point: Vector): boolean =>
  ring.some((to, position) => {
    const from = ring[position - 1];
    return from !== undefined && onArc(point, from, to);
  });
