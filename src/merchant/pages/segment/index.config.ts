export default definePageConfig({ navigationBarTitleText: '人群里的会员' });
