export default definePageConfig({ navigationBarTitleText: '发卡规则' });
