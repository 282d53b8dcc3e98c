export default {
  app: {
    vendor: '守望 ·',
    name: '防返贫监测帮扶'
  },
  // Chinese is the only language, whatever the browser asks for.
  locales: {
    availableLocales: ['zh'],
    fallbackLocale: 'zh'
  },
  customScripts: ['scripts/shouwang'],
  disableWelcomeMessage: true,
  // There is no link to the vendor's manual.
  links: []
};
