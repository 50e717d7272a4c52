export default definePageConfig({
  navigationBarTitleText: '兑换单',
  usingComponents: { 'tuanka-code': '../../../components/native/code/index' },
});
