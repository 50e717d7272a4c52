export default definePageConfig({
  navigationBarTitleText: '订单',
  usingComponents: { 'tuanka-code': '../../../components/native/code/index' },
});
