/** Whether one geometry lies within, or meets, another. */
import type { Geometry, Line, Polygon } from './geometry';
import { arcsCross, arcsMeet, onArc, onRing, ringHolds, samePoint, type Vector } from './sphere';

export function intersects(a: Geometry, b: Geometry): boolean {
  return (
    a.points.some((point) => meetsPoint(b, point)) ||
    a.lines.some((line) => meetsLine(b, line)) ||
    a.polygons.some((polygon) => meetsPolygon(b, polygon))
  );
}

/** Every part of the inner geometry lies in one polygon of the region; its border belongs to it. */
export function liesWithin(inner: Geometry, region: Polygon[]): boolean {
  const within = (holds: (polygon: Polygon) => boolean): boolean => region.some(holds);
  const anything = inner.points.length + inner.lines.length + inner.polygons.length > 0;
  return (
    anything &&
    inner.points.every((point) => within((polygon) => holdsPoint(polygon, point))) &&
    inner.lines.every((line) => within((polygon) => holdsLine(polygon, line))) &&
    inner.polygons.every((part) => within((polygon) => holdsPolygon(polygon, part)))
  );
}

function meetsPoint(geometry: Geometry, point: Vector): boolean {
  return (
    geometry.points.some((other) => samePoint(other, point)) ||
    geometry.lines.some((line) => arcsOf(line).some(([from, to]) => onArc(point, from, to))) ||
    geometry.polygons.some((polygon) => holdsPoint(polygon, point))
  );
}

function meetsLine(geometry: Geometry, line: Line): boolean {
  return (
    geometry.points.some((point) => arcsOf(line).some(([from, to]) => onArc(point, from, to))) ||
    geometry.lines.some((other) => linesMeet(line, other)) ||
    geometry.polygons.some((polygon) => lineMeetsPolygon(line, polygon))
  );
}

function meetsPolygon(geometry: Geometry, polygon: Polygon): boolean {
  return (
    geometry.points.some((point) => holdsPoint(polygon, point)) ||
    geometry.lines.some((line) => lineMeetsPolygon(line, polygon)) ||
    geometry.polygons.some((other) => polygonsMeet(polygon, other))
  );
}

function holdsPoint(polygon: Polygon, point: Vector): boolean {
  const [outer, ...holes] = polygon;
  if (!outer) return false;
  if (polygon.some((ring) => onRing(ring, point))) return true;
  return ringHolds(outer, point) && !holes.some((hole) => ringHolds(hole, point));
}

const holdsLine = (polygon: Polygon, line: Line): boolean =>
  line.every((point) => holdsPoint(polygon, point)) && !polygon.some((ring) => linesCross(line, ring));

function holdsPolygon(polygon: Polygon, inner: Polygon): boolean {
  const [outer] = inner;
  if (!outer || !holdsLine(polygon, outer)) return false;
  // A hole of the region inside the inner polygon is not covered, unless the inner one leaves it out as well.
  return polygon.slice(1).every((hole) => !hole.some((point) => strictlyHolds(inner, point)));
}

const strictlyHolds = (polygon: Polygon, point: Vector): boolean =>
  !polygon.some((ring) => onRing(ring, point)) && holdsPoint(polygon, point);

const lineMeetsPolygon = (line: Line, polygon: Polygon): boolean =>
  line.some((point) => holdsPoint(polygon, point)) || polygon.some((ring) => linesMeet(line, ring));

const polygonsMeet = (a: Polygon, b: Polygon): boolean =>
  a.some((ring) => lineMeetsPolygon(ring, b)) || b.some((ring) => lineMeetsPolygon(ring, a));

function arcsOf(line: Line): [Vector, Vector][] {
  return line.flatMap((to, position): [Vector, Vector][] => {
    const from = line[position - 1];
    return from ? [[from, to]] : [];
  });
}

const linesMeet = (a: Line, b: Line): boolean =>
  arcsOf(a).some(([p, q]) => arcsOf(b).some(([r, s]) => arcsMeet(p, q, r, s)));

const linesCross = (a: Line, b: Line): boolean =>
  arcsOf(a).some(([p, q]) => arcsOf(b).some(([r, s]) => arcsCross(p, q, r, s)));
