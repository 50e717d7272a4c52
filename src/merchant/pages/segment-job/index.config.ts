export default definePageConfig({ navigationBarTitleText: '对这群人做点什么' });
