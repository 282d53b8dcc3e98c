/*
 * What happens in the webapps when nobody is signed in any more: their own login page cannot sign anybody in, so the
 * product's does. Loading the page again leads there and, as the browser keeps what stands behind #, back to the same task.
 */

const WHO = '/camunda/api/admin/auth/user/default';
const UNAUTHORIZED = 401;

/** Whether somebody would lose what has been typed: whoever guards that is asked as the browser would ask. */
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
  // The app's page gives the new session what the webapps need before they answer: their own login and token.
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

/** Leads to the product's login when the session has ended or somebody has signed out. */
export function guardSession(module) {
  module.config(['$provide', $provide => $provide.decorator('$rootScope', ['$delegate', root => {
    const broadcast = root.$broadcast;
    root.$broadcast = function (name, value) {
      if (name === 'authentication.changed' && value) {
        user = value.name;
      }
      // The rest would draw the page anew, and with it an empty form.
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
