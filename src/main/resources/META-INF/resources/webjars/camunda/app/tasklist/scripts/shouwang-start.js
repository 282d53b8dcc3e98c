// Sets up what the webapps expect on the page before their own scripts run.
(function () {
  const list = function (id) {
    const text = document.getElementById(id).textContent.trim();
    return text && text[0] !== '$' ? Function('return ' + text)() : [];
  };
  const base = document.querySelector('base');
  const root = base.getAttribute('app-root');
  window.tasklistConf = { apiUri: base.getAttribute('engine-api').replace(/\/$/, ''), mock: false, resources: {} };
  window.camCockpitConf = {};
  window.camAdminConf = {};
  window.adminConf = window.camAdminConf;
  window.PLUGIN_DEPENDENCIES = list('plugin-dependencies');
  window.PLUGIN_PACKAGES = list('plugin-packages');
  window.require = { waitSeconds: 0 };

  // Tasklist puts half-filled forms, with identity numbers, into the browser's storage when it saves one and when a
  // session ends, and restores them in the same task later. On a shared computer the storage has to stay empty: data of
  // earlier versions is removed, and the webapps get a storage that ends with the page.
  const emptied = function (name) {
    try {
      window[name].clear();
    } catch (error) {
      // The browser allows no storage, so there is nothing to empty.
    }
    const kept = new Map();
    Object.defineProperty(window, name, { configurable: true, value: {
      get length() { return kept.size; },
      key: function (index) { return Array.from(kept.keys())[index] ?? null; },
      getItem: function (key) { return kept.get(String(key)) ?? null; },
      setItem: function (key, value) { kept.set(String(key), String(value)); },
      removeItem: function (key) { kept.delete(String(key)); },
      clear: function () { kept.clear(); }
    } });
  };
  emptied('localStorage');
  emptied('sessionStorage');
  if (window.indexedDB && indexedDB.databases) {
    indexedDB.databases().then(function (found) {
      found.forEach(function (database) { indexedDB.deleteDatabase(database.name); });
    }).catch(function () {});
  }

  // The webapps draw their first page before the texts have arrived, and then show the bare keys. They look into their
  // storage first, so the texts are put there before they start.
  const locales = root + '/app/' + base.getAttribute('app-name') + '/locales/';
  const request = new XMLHttpRequest();
  request.open('GET', locales + 'zh.json', false);
  request.send();
  if (request.status === 200) {
    localStorage.setItem('camunda-web', JSON.stringify({ [locales + '_locales_data_zh_7.24.0']: request.responseText }));
  }
})();
