export default definePageConfig({
  navigationBarTitleText: '我的优惠券',
  usingComponents: { 'tuanka-countdown': '../../../components/native/countdown/index' },
});
