/**
 * What a countdown shows, for the native component and its React twin alike. Plain JavaScript, because WeChat
 * loads the native component as it stands here.
 */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (n) => (n < 10 ? `0${n}` : String(n));

function countdownText(leftMs) {
  if (leftMs <= 0) return '已到期';
  // Rounded up: the last second reads 1秒, never 0秒 while the coupon still counts.
  const left = Math.ceil(leftMs / SECOND) * SECOND;
  const days = Math.floor(left / DAY);
  const hours = Math.floor((left % DAY) / HOUR);
  const minutes = Math.floor((left % HOUR) / MINUTE);
  const seconds = Math.floor((left % MINUTE) / SECOND);
  if (days > 0) return hours > 0 ? `${days}天${hours}小时` : `${days}天`;
  if (hours > 0) return `${hours}小时${two(minutes)}分${two(seconds)}秒`;
  if (minutes > 0) return `${minutes}分${two(seconds)}秒`;
  return `${seconds}秒`;
}

/** When the text changes next; beyond a day only minutes matter, so the phone may rest. */
function nextTickMs(leftMs) {
  if (leftMs > DAY + MINUTE) return MINUTE;
  return leftMs % SECOND || SECOND;
}

module.exports = { countdownText, nextTickMs };
