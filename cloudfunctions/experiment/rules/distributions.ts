/** What statistics need of analysis: logarithm of Γ, incomplete Γ and B, and what is made of them. To ten digits and more. */
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  const x = z - 1;
  const sum = LANCZOS.reduce((all, one, at) => all + one / (x + at + 1), 0.99999999999980993);
  const t = x + LANCZOS.length - 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (x + 0.5) * Math.log(t) - t + Math.log(sum);
}

const TINY = 1e-300;
const MOST_STEPS = 10_000;
const CLOSE = 1e-15;
const apart = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** Lentz's continued fraction. @param term the n-th numerator; all denominators are one */
function continued(term: (n: number) => number): number {
  let c = 1;
  let d = 1 / apart(1 + term(1));
  let value = d;
  for (let n = 2; n < MOST_STEPS; n += 1) {
    d = 1 / apart(1 + term(n) * d);
    c = apart(1 + term(n) / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < CLOSE) break;
  }
  return value;
}

/** Regularised incomplete beta function. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  const term = (n: number): number => {
    const m = Math.floor(n / 2);
    return n % 2 === 0
      ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
      : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
  };
  return (front / a) * continued(term);
}

/** Both tails of Student's t. */
export const tTwoSided = (t: number, df: number): number => incompleteBeta(df / (df + t * t), df / 2, 0.5);

/** By halving: the t beyond which both tails hold so much. */
export function tQuantile(twoSided: number, df: number): number {
  let [low, high] = [0, 1e6];
  for (let step = 0; step < 200 && high - low > 1e-12 * Math.max(1, high); step += 1) {
    const middle = (low + high) / 2;
    if (tTwoSided(middle, df) > twoSided) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Upper regularised incomplete gamma function, by its series below and its fraction above. */
function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < MOST_STEPS && term > sum * CLOSE; n += 1) {
      term *= x / (a + n);
      sum += term;
    }
    return 1 - front * sum;
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / apart(b);
  let value = d;
  for (let n = 1; n < MOST_STEPS; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / apart(an * d + b);
    c = apart(b + an / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < CLOSE) break;
  }
  return front * value;
}

export const chiSquareTail = (value: number, df: number): number => upperGamma(df / 2, value / 2);

/** The value below which a standard normal lies with this probability. */
export function normalQuantile(probability: number): number {
  if (probability === 0.5) return 0;
  const tail = Math.min(probability, 1 - probability);
  // Both tails of a normal are the tail of a chi-square with one degree of freedom.
  let [low, high] = [0, 40];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (chiSquareTail(middle * middle, 1) > 2 * tail) low = middle;
    else high = middle;
  }
  return probability > 0.5 ? low : -low;
}
