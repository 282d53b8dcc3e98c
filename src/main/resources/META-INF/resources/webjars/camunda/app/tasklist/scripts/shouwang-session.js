/*
 * Leads to the product's login when nobody is signed in any more, since the webapps' own login page cannot sign anybody
 * in. Loading the page again leads to the login and then back to the same task, as the browser keeps the part of the
 * address behind #.
 */

const WHO = '/camunda/api/admin/auth/user/default';
const UNAUTHORIZED = 401;

/** Tells whether input would be lost. The event asks the code that guards input as the browser would ask it. */
function isHalfFilled() {
  const leaving = new Event('beforeunload', {cancelable: true});
  window.dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

let layer = null;
let user = null;

function offerLogin() {
  if (layer) {
    return;
  }
  layer = document.createElement('div');
  layer.className = 'sw-session';
  layer.setAttribute('role', 'alertdialog');
  layer.setAttribute('aria-label', '登录已失效');
  layer.innerHTML = '<div><h3>登录已失效</h3><p>您填写的内容还在这个页面上。请在新窗口登录，再回到这里继续提交。</p>'
    + '<p><a class="btn btn-primary" href="/login" target="_blank" rel="noopener">在新窗口登录</a> '
    + '<button type="button" class="btn btn-link">放弃已填内容，直接登录</button></p></div>';
  layer.querySelector('button').addEventListener('click', () => window.location.reload());
  document.body.appendChild(layer);
  layer.querySelector('a').focus();
}

async function goOnAfterLogin() {
  if (!layer) {
    return;
  }
  // The webapp's page gives the new session its own login and token, without which the webapps' interface does not
  // answer.
  await fetch(document.querySelector('base').href, {headers: {Accept: 'text/html'}, redirect: 'manual'});
  const answer = await fetch(WHO, {headers: {Accept: 'application/json'}});
  if (layer && answer.ok && (await answer.json()).userId === user) {
    layer.remove();
    layer = null;
  }
}

function sessionEnded() {
  if (isHalfFilled()) {
    offerLogin();
  } else {
    window.location.reload();
  }
}

/** Leads to the product's login when the session has ended or the user has signed out. */
export function guardSession(module) {
  module.config(['$provide', $provide => $provide.decorator('$rootScope', ['$delegate', root => {
    const broadcast = root.$broadcast;
    root.$broadcast = function (name, value) {
      if (name === 'authentication.changed' && value) {
        user = value.name;
      }
      // Otherwise the webapp would draw the page anew, with an empty form.
      if (name === 'authentication.login.required' || name === 'authentication.logout.success'
        || name === 'httpError' && value && value.status === UNAUTHORIZED) {
        sessionEnded();
        return {defaultPrevented: true};
      }
      if (name === 'authentication.changed' && !value) {
        return {defaultPrevented: true};
      }
      return broadcast.apply(this, arguments);
    };
    return root;
  }])]);
  window.addEventListener('focus', goOnAfterLogin);
}
