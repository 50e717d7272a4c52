export default definePageConfig({ navigationBarTitleText: '货款与发货' });
