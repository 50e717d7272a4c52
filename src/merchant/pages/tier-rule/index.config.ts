export default definePageConfig({ navigationBarTitleText: '修改等级规则' });
