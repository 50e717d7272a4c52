export default definePageConfig({
  navigationBarTitleText: '领会员卡',
  enableShareAppMessage: true,
  usingComponents: { 'tuanka-countdown': '../../components/native/countdown/index' },
});
