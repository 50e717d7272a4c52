export default definePageConfig({ navigationBarTitleText: '会员身份待办' });
