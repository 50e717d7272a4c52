export default definePageConfig({ navigationBarTitleText: '会员生命周期与人群' });
