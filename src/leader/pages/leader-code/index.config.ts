export default definePageConfig({
  navigationBarTitleText: '我的团码',
  enableShareAppMessage: true,
});
