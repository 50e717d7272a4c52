export default definePageConfig({ navigationBarTitleText: '编辑券包' });
