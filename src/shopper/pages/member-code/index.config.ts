export default definePageConfig({
  navigationBarTitleText: '会员码',
  usingComponents: {
    'tuanka-code': '../../../components/native/code/index',
    'tuanka-countdown': '../../../components/native/countdown/index',
  },
});
