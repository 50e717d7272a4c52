export default definePageConfig({ navigationBarTitleText: '身份与隐私' });
