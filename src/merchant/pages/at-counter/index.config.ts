export default definePageConfig({ navigationBarTitleText: '看会员' });
