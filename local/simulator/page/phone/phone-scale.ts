/** A phone keeps its 375 px layout; only the picture of it grows or shrinks until it fits under the clock bar. */
const DEVICE_WIDTH = 397;
const DEVICE_HEIGHT = 766;
const SMALLEST = 0.62;
const LARGEST = 1.15;

function fit(): void {
  const phones = document.getElementById('phones');
  if (!phones) return;
  const count = Math.max(1, phones.querySelectorAll('.phone').length);
  const style = getComputedStyle(phones);
  const above = phones.getBoundingClientRect().top + window.scrollY;
  const ownerHeight = phones.querySelector('.owner')?.getBoundingClientRect().height ?? 56;
  const byHeight = (window.innerHeight - above - ownerHeight - 40) / DEVICE_HEIGHT;
  const gaps = parseFloat(style.columnGap) * (count - 1) + parseFloat(style.paddingLeft) * 2;
  const byWidth = (window.innerWidth - gaps) / (DEVICE_WIDTH * count);
  // A narrow window scrolls sideways instead of making phones unreadable.
  const wanted = window.innerWidth < 1000 ? byHeight : Math.min(byHeight, byWidth);
  const scale = Math.min(LARGEST, Math.max(SMALLEST, wanted));
  document.documentElement.style.setProperty('--scale', scale.toFixed(4));
}

export function fitPhones(): void {
  fit();
  window.addEventListener('resize', fit);
}
