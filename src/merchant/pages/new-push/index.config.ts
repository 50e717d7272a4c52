export default definePageConfig({
  navigationBarTitleText: '新建推送',
});
