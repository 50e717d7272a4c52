export default definePageConfig({
  navigationBarTitleText: '优惠券',
  enableShareAppMessage: true,
  usingComponents: {
    'tuanka-code': '../../../components/native/code/index',
    'tuanka-countdown': '../../../components/native/countdown/index',
  },
});
