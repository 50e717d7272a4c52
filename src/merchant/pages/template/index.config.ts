export default definePageConfig({ navigationBarTitleText: '编辑券模板' });
