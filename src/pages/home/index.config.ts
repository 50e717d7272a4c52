export default definePageConfig({
  navigationBarTitleText: '团卡',
  usingComponents: { 'tuanka-countdown': '../../components/native/countdown/index' },
});
