// What the webapps expect to find on the page before their own scripts run.
(function () {
  const list = function (id) {
    const text = document.getElementById(id).textContent.trim();
    return text && text[0] !== '$' ? Function('return ' + text)() : [];
  };
  const base = document.querySelector('base');
  const root = base.getAttribute('app-root');
  window.tasklistConf = { apiUri: root + '/api/engine', mock: false, resources: {} };
  window.camCockpitConf = {};
  window.camAdminConf = {};
  window.adminConf = window.camAdminConf;
  window.PLUGIN_DEPENDENCIES = list('plugin-dependencies');
  window.PLUGIN_PACKAGES = list('plugin-packages');
  window.require = { waitSeconds: 0 };

  // The webapps draw their first page before the words have arrived and keep the bare keys then. They look in their
  // store first, so the words are put there before they start.
  const locales = root + '/app/' + base.getAttribute('app-name') + '/locales/';
  const request = new XMLHttpRequest();
  request.open('GET', locales + 'zh.json', false);
  request.send();
  if (request.status === 200) {
    const store = JSON.parse(localStorage.getItem('camunda-web') || '{}');
    store[locales + '_locales_data_zh_7.24.0'] = request.responseText;
    localStorage.setItem('camunda-web', JSON.stringify(store));
  }
})();
