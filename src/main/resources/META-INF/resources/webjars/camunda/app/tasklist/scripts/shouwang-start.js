// What the webapps expect to find on the page before their own scripts run.
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

  // Tasklist puts half-filled forms, identity numbers too, into the browser's store when it saves one and when a session
  // ends, and brings them back into the same task later. The stores of a shared computer stay empty: what earlier versions
  // left behind goes, and the webapps get stores that end with the page.
  const emptied = function (name) {
    try {
      window[name].clear();
    } catch (error) {
      // The browser keeps no store for us: nothing to empty.
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

  // The webapps draw their first page before the words have arrived and keep the bare keys then. They look in their
  // store first, so the words are put there before they start.
  const locales = root + '/app/' + base.getAttribute('app-name') + '/locales/';
  const request = new XMLHttpRequest();
  request.open('GET', locales + 'zh.json', false);
  request.send();
  if (request.status === 200) {
    localStorage.setItem('camunda-web', JSON.stringify({ [locales + '_locales_data_zh_7.24.0']: request.responseText }));
  }
})();
