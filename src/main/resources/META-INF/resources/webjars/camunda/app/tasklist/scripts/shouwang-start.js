// What the webapps expect to find on the page before their own scripts run.
(function () {
  const list = function (id) {
    const text = document.getElementById(id).textContent.trim();
    return text && text[0] !== '$' ? Function('return ' + text)() : [];
  };
  const root = document.querySelector('base').getAttribute('app-root');
  window.tasklistConf = { apiUri: root + '/api/engine', mock: false, resources: {} };
  window.camCockpitConf = {};
  window.camAdminConf = {};
  window.adminConf = window.camAdminConf;
  window.PLUGIN_DEPENDENCIES = list('plugin-dependencies');
  window.PLUGIN_PACKAGES = list('plugin-packages');
  window.require = { waitSeconds: 0 };
})();
