export default definePageConfig({
  navigationBarTitleText: '领会员卡',
  usingComponents: { 'tuanka-countdown': '../../components/native/countdown/index' },
});
