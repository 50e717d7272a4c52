export default definePageConfig({ navigationBarTitleText: '发放兑换品' });
