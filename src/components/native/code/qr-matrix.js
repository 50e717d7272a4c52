/**
 * QR code (ISO/IEC 18004), level M, versions 1 to 6: up to 106 characters. Digits alone are packed three to ten bits.
 * Plain JavaScript, for the native component and its React twin alike.
 */
const VERSIONS = [
  { size: 21, ec: 10, blocks: 1, data: 16, align: 0 },
  { size: 25, ec: 16, blocks: 1, data: 28, align: 18 },
  { size: 29, ec: 26, blocks: 1, data: 44, align: 22 },
  { size: 33, ec: 18, blocks: 2, data: 32, align: 26 },
  { size: 37, ec: 24, blocks: 2, data: 43, align: 30 },
  { size: 41, ec: 16, blocks: 4, data: 27, align: 34 },
];

const EXP = [];
const LOG = [];
for (let power = 0, value = 1; power < 255; power += 1) {
  EXP[power] = value;
  LOG[value] = power;
  value = value << 1;
  if (value > 255) value ^= 0x11d;
}
const times = (a, b) => (a === 0 || b === 0 ? 0 : EXP[(LOG[a] + LOG[b]) % 255]);

/** Reed-Solomon remainder of a block. */
function correction(data, count) {
  let generator = [1];
  for (let power = 0; power < count; power += 1) {
    const next = generator.concat(0);
    generator.forEach((factor, at) => {
      next[at + 1] ^= times(factor, EXP[power]);
    });
    generator = next;
  }
  const rest = data.concat(new Array(count).fill(0));
  for (let at = 0; at < data.length; at += 1) {
    const factor = rest[at];
    if (factor !== 0) generator.forEach((value, shift) => (rest[at + shift] ^= times(value, factor)));
  }
  return rest.slice(data.length);
}

function bitsOf(text) {
  const bits = [];
  const put = (value, length) => {
    for (let bit = length - 1; bit >= 0; bit -= 1) bits.push((value >> bit) & 1);
  };
  if (/^\d+$/.test(text)) {
    put(1, 4);
    put(text.length, 10);
    for (let at = 0; at < text.length; at += 3) {
      const digits = text.slice(at, at + 3);
      put(Number(digits), digits.length * 3 + 1);
    }
  } else {
    put(4, 4);
    put(text.length, 8);
    for (let at = 0; at < text.length; at += 1) {
      if (text.charCodeAt(at) > 127) throw new RangeError('a QR code of this component holds ASCII only');
      put(text.charCodeAt(at), 8);
    }
  }
  return bits;
}

function codewords(text) {
  const bits = bitsOf(text);
  const version = VERSIONS.findIndex(({ data, blocks }) => bits.length <= data * blocks * 8);
  if (version < 0) throw new RangeError('too long for a QR code of this component');
  const { data, blocks, ec } = VERSIONS[version];
  const room = data * blocks * 8;
  for (let pad = 0; pad < 4 && bits.length < room; pad += 1) bits.push(0);
  while (bits.length % 8 !== 0) bits.push(0);
  const bytes = [];
  for (let at = 0; at < bits.length; at += 8) bytes.push(parseInt(bits.slice(at, at + 8).join(''), 2));
  for (let pad = 0; bytes.length < data * blocks; pad += 1) bytes.push(pad % 2 === 0 ? 236 : 17);
  const parts = [];
  for (let block = 0; block < blocks; block += 1) parts.push(bytes.slice(block * data, (block + 1) * data));
  const corrections = parts.map((part) => correction(part, ec));
  const all = [];
  for (let at = 0; at < data; at += 1) parts.forEach((part) => all.push(part[at]));
  for (let at = 0; at < ec; at += 1) corrections.forEach((part) => all.push(part[at]));
  return { version, all };
}

function patterns({ size, align }) {
  const grid = Array.from({ length: size }, () => new Array(size).fill(null));
  const square = (top, left, side, dark) => {
    for (let row = 0; row < side; row += 1)
      for (let column = 0; column < side; column += 1)
        if (grid[top + row] !== undefined && left + column >= 0 && left + column < size)
          grid[top + row][left + column] = dark(row, column) ? 1 : 0;
  };
  const finder = (row, column) => {
    const ring = Math.max(Math.abs(row - 4), Math.abs(column - 4));
    return ring !== 2 && ring !== 4;
  };
  [
    [-1, -1],
    [-1, size - 8],
    [size - 8, -1],
  ].forEach(([top, left]) => square(top, left, 9, finder));
  for (let at = 8; at < size - 8; at += 1) {
    grid[6][at] = (at + 1) % 2;
    grid[at][6] = (at + 1) % 2;
  }
  if (align > 0)
    square(align - 2, align - 2, 5, (row, column) => Math.max(Math.abs(row - 2), Math.abs(column - 2)) !== 1);
  return grid;
}

/** Level M and the mask, protected by BCH(15, 5). */
function formatBits(mask) {
  let rest = mask << 10;
  for (let bit = 14; bit >= 10; bit -= 1) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  return ((mask << 10) | rest) ^ 0x5412;
}

function placeFormat(grid, mask) {
  const size = grid.length;
  const bits = formatBits(mask);
  for (let bit = 0; bit < 15; bit += 1) {
    const value = (bits >> bit) & 1;
    if (bit < 6) grid[bit][8] = value;
    else if (bit < 8) grid[bit + 1][8] = value;
    else grid[size - 15 + bit][8] = value;
    if (bit < 8) grid[8][size - 1 - bit] = value;
    else if (bit < 9) grid[8][15 - bit] = value;
    else grid[8][14 - bit] = value;
  }
  grid[size - 8][8] = 1;
}

const MASKS = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

function placeData(grid, all, isMasked) {
  const size = grid.length;
  let bit = 0;
  let upwards = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (grid[row][column] !== null) continue;
        const byte = all[bit >> 3];
        const value = byte === undefined ? 0 : (byte >> (7 - (bit & 7))) & 1;
        grid[row][column] = isMasked(row, column) ? value ^ 1 : value;
        bit += 1;
      }
    }
    upwards = !upwards;
  }
}

/** How hard a pattern is to read: long runs, squares, false finders, and too much of one colour. */
function penalty(grid) {
  const size = grid.length;
  let total = 0;
  let dark = 0;
  const lines = [];
  for (let at = 0; at < size; at += 1) {
    lines.push(grid[at].join(''), grid.map((row) => row[at]).join(''));
    for (let other = 0; other < size; other += 1) {
      dark += grid[at][other];
      if (at === 0 || other === 0) continue;
      const sum = grid[at][other] + grid[at - 1][other] + grid[at][other - 1] + grid[at - 1][other - 1];
      if (sum === 0 || sum === 4) total += 3;
    }
  }
  lines.forEach((line) => {
    (line.match(/0{5,}|1{5,}/g) || []).forEach((run) => (total += run.length - 2));
    for (let at = 0; at + 11 <= line.length; at += 1) {
      const part = line.slice(at, at + 11);
      if (part === '10111010000' || part === '00001011101') total += 40;
    }
  });
  return total + Math.floor(Math.abs((dark * 100) / (size * size) - 50) / 5) * 10;
}

/** Rows of 0 and 1, without the quiet zone of four modules around. */
function qrMatrix(text) {
  const { version, all } = codewords(text);
  let best = null;
  MASKS.forEach((isMasked, mask) => {
    const grid = patterns(VERSIONS[version]);
    placeFormat(grid, mask);
    placeData(grid, all, isMasked);
    const cost = penalty(grid);
    if (best === null || cost < best.cost) best = { grid, cost };
  });
  return best.grid;
}

module.exports = { qrMatrix };
