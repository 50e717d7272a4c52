export default defineAppConfig({
  pages: ['pages/home/index', 'pages/join/index', 'pages/inbox/index', 'pages/me/index', 'pages/claim/index'],
  subPackages: [
    {
      root: 'shopper',
      pages: [
        'pages/coupons/index',
        'pages/coupon/index',
        'pages/centre/index',
        'pages/claim/index',
        'pages/gift/index',
        'pages/buy/index',
        'pages/checkout/index',
        'pages/order/index',
        'pages/orders/index',
        'pages/reminders/index',
        'pages/code/index',
        'pages/identity/index',
      ],
    },
    { root: 'leader', pages: ['pages/code/index'] },
    {
      root: 'merchant',
      pages: [
        'pages/charge/index',
        'pages/bill/index',
        'pages/redeem/index',
        'pages/templates/index',
        'pages/pushes/index',
        'pages/push/index',
        'pages/new-push/index',
        'pages/deliveries/index',
        'pages/identity-decisions/index',
      ],
    },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['shopper'] },
    'pages/join/index': { network: 'all', packages: ['shopper'] },
    'pages/me/index': { network: 'wifi', packages: ['leader'] },
  },
  window: {
    backgroundColor: '#f7f5f0',
    backgroundTextStyle: 'dark',
    navigationBarBackgroundColor: '#f7f5f0',
    navigationBarTitleText: '团卡',
    navigationBarTextStyle: 'black',
    navigationStyle: 'default', // H5 draws the bar only when it is named
  },
  tabBar: {
    color: '#57606a',
    selectedColor: '#0f766e',
    backgroundColor: '#ffffff',
    borderStyle: 'white',
    list: [
      {
        pagePath: 'pages/home/index',
        text: '首页',
        iconPath: 'assets/tab-home.png',
        selectedIconPath: 'assets/tab-home-on.png',
      },
      {
        pagePath: 'pages/inbox/index',
        text: '消息',
        iconPath: 'assets/tab-inbox.png',
        selectedIconPath: 'assets/tab-inbox-on.png',
      },
      {
        pagePath: 'pages/me/index',
        text: '我的',
        iconPath: 'assets/tab-me.png',
        selectedIconPath: 'assets/tab-me-on.png',
      },
    ],
  },
  sitemapLocation: 'sitemap.json',
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
});
