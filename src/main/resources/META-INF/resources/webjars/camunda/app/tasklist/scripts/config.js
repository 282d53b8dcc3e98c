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

  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: '签收当前选中的任务'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: '转到筛选列表中的第一项'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: '转到任务列表中的第一项'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: '转到办理表单的第一个输入框'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: '打开发起流程窗口'
    }
  }
};
