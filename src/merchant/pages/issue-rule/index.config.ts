export default definePageConfig({ navigationBarTitleText: '编辑发卡规则' });
