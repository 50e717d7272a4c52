export default definePageConfig({
  navigationBarTitleText: '优惠券',
  usingComponents: { 'tuanka-countdown': '../../../components/native/countdown/index' },
});
