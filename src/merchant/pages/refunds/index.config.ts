export default definePageConfig({ navigationBarTitleText: '待处理退款' });
