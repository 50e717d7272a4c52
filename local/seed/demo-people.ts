/** The people of the demo. Each is a WeChat user of the demo mini-program; the simulator gives some of them a phone. */
export const DEMO_APPID = 'wxdemo0tuanka0001';

interface DemoPerson {
  id: string;
  name: string;
  role: 'shopper' | 'leader' | 'clerk' | 'operator' | 'owner';
  openid: string;
  unionid: string;
  appid: string;
  phone: string;
  avatarText: string;
}

const person = (
  id: string,
  name: string,
  role: DemoPerson['role'],
  phone: string,
  avatarText: string,
): DemoPerson => ({
  id,
  name,
  role,
  openid: `oDemo-${id}`,
  unionid: `uDemo-${id}`,
  appid: DEMO_APPID,
  phone,
  avatarText,
});

export const demoPeople: readonly DemoPerson[] = [
  person('shopper-lin', '小林', 'shopper', '13800138000', '林'),
  person('shopper-wang', '王阿姨', 'shopper', '13900139000', '王'),
  person('leader-chen', '团长陈姐', 'leader', '13700137000', '陈'),
  person('clerk-zhou', '店员小周', 'clerk', '13600136000', '周'),
  person('operator-he', '运营小何', 'operator', '13500135000', '何'),
  person('owner-li', '店主李姐', 'owner', '13400134000', '李'),
];

/** @throws Error when nobody has this id */
export function demoPerson(id: string): DemoPerson {
  const found = demoPeople.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`nobody in the demo is called ${id}`);
  return found;
}
