/*
 * A claim tells colleagues who works on a task, and locks nothing. Opening a task claims it if nobody has claimed it,
 * and leaving it without input gives it back. The form of a colleague's task can be filled in and shows who works on
 * the task; the server takes the task over when the form is sent.
 */

const API = document.querySelector('base').getAttribute('engine-api');
const ENGINE = API + 'engine/default/task/';
const CLAIMS = API.replace(/\/camunda\/.*$/, '') + '/api/tasks/';

/**
 * The task whose form is on the screen: its id, the claim under way, whether opening has claimed it, and whether
 * anything was filled in.
 */
let open = null;

/** Sends a request and returns the server's answer, or null if the server refuses or does not answer. */
async function ask(address, options) {
  const token = /(?:^|;\s*)XSRF-TOKEN=([^;]+)/.exec(document.cookie);
  try {
    const answer = await fetch(address, {
      // The request has to arrive even if the page is closed.
      keepalive: true,
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'X-Requested-With': 'XMLHttpRequest',
        'X-XSRF-TOKEN': token ? decodeURIComponent(token[1]) : ''
      },
      ...options
    });
    return answer.ok ? await answer.json() : null;
  } catch (e) {
    return null;
  }
}

const look = id => ask(`${CLAIMS}${id}/claim`, {});
/** Asks for the claim, and never takes a task over: a user who opens it a moment later learns who has claimed it. */
const askForIt = id => ask(`${CLAIMS}${id}/claim`, {method: 'POST'});
const giveBack = id => ask(`${ENGINE}${id}/unclaim`, {method: 'POST', body: '{}'});

async function giveBackUntouched(task) {
  if (task.claimed && !task.touched && !task.done) {
    task.claimed = false;
    await giveBack(task.id);
    task.refresh('taskList');
  }
}

function leave() {
  const task = open;
  open = null;
  if (task) {
    giveBackUntouched(task);
  }
}

async function claimIfFree(task) {
  const before = await look(task.id);
  if (!before || open !== task || !before.mayDecide || before.claimedBy || task.done) {
    return;
  }
  // The claim counts from the request on, so that a user who leaves before the answer comes gives the task back too.
  task.claimed = true;
  const after = await askForIt(task.id);
  task.claimed = after !== null && after.mine;
  if (open !== task) {
    await giveBackUntouched(task);
  } else if (!task.done) {
    task.refresh('task', 'taskList');
  }
}

function dataOf(scope) {
  for (let each = scope; each; each = each.$parent) {
    if (each.taskData) {
      return each.taskData;
    }
  }
  return null;
}

/** Returns the text above the form, or an empty text. */
function note(claim) {
  if (!claim.mayDecide) {
    return '这项待办不由您的岗位办理，只能查看。';
  }
  return claim.claimedBy && !claim.mine
    ? `${claim.claimedByName}正在办理。您也可以填写，提交后由您接手，并留下记录。` : '';
}

function show(element, text) {
  let banner = element.previousElementSibling;
  if (!banner || !banner.classList.contains('sw-claim')) {
    banner = document.createElement('p');
    banner.className = 'sw-claim';
    banner.setAttribute('role', 'status');
    element.before(banner);
  }
  banner.hidden = !text;
  if (banner.textContent !== text) {
    banner.textContent = text;
  }
}

const META = `<li class="assignee" ng-if="hasAssignee()">
    <span class="glyphicon glyphicon-user"></span>
    <span ng-if="isAssignee">您正在办理</span>
    <span ng-if="!isAssignee">{{ $root.swClaim.taskId === task.id && $root.swClaim.claimedByName || assignee.firstName || assignee.id }}正在办理</span>
    <button ng-if="isAssignee || $root.swClaim.taskId === task.id && $root.swClaim.mayGiveBack" ng-click="unclaim()"
            ng-disabled="submitInProgress" class="unclaim btn-link">退回岗位</button>
    <button ng-if="!isAssignee && $root.swClaim.taskId === task.id && $root.swClaim.mayDecide" ng-click="claim()"
            ng-disabled="submitInProgress" class="claim btn-link">接手</button>
  </li>`;

const module = window.angular.module('cam.tasklist.custom');

module.config(['$provide', '$injector', ($provide, $injector) => {
  if ($injector.has('camTasklistTaskMetaDirectiveProvider')) {
    $provide.decorator('camTasklistTaskMetaDirective', ['$delegate', $delegate => {
      $delegate.filter(each => typeof each.template === 'string').forEach(each => {
        each.template = each.template.replace(/<li class="assignee"\s+ng-if="hasAssignee\(\)">[\s\S]*?<\/li>/, META);
      });
      return $delegate;
    }]);
  }
}]);

module.run(['$rootScope', '$location', ($rootScope, $location) => {
  $rootScope.$on('$locationChangeSuccess', () => {
    if (open && $location.search().task !== open.id) {
      leave();
    }
  });
  window.addEventListener('pagehide', leave);
  // The task is given back before the session ends.
  document.addEventListener('click', event => {
    if (event.target.closest('[ng-click*="logout"], [href*="logout"], form[action*="logout"] button')) {
      leave();
    }
  }, true);
}]);

// A further directive of this name runs beside Camunda's own on the same element.
module.directive('camTasklistFormCamunda', ['$rootScope', $rootScope => ({
  restrict: 'A',
  require: '^camTasklistForm',
  link(scope, element, attributes, form) {
    const id = form.getParams().taskId;
    if (!id) {
      return;
    }
    const data = dataOf(scope);
    const refresh = (...names) => $rootScope.$applyAsync(() => data && names.forEach(name => data.changed(name)));
    if (!open || open.id !== id) {
      leave();
      open = {id, refresh};
      open.claiming = claimIfFree(open);
    }
    const task = open;
    let mayDecide = true;
    let gone = false;

    const update = async () => {
      // A look before the claim would show an unclaimed task, which then would not be given back.
      await task.claiming;
      const claim = task.done ? null : await look(id);
      if (claim && !gone) {
        mayDecide = claim.mayDecide;
        task.claimed = task.claimed && claim.mine;
        show(element[0], note(claim));
        $rootScope.$applyAsync(() => ($rootScope.swClaim = claim));
      }
    };
    if (data) {
      data.newChild(scope).observe('task', update);
    }
    scope.$on('refresh', update);
    scope.$on('$destroy', () => (gone = true));

    // Camunda disables the form for everybody but the claimant.
    scope.$watch(() => {
      const options = form.getOptions();
      return mayDecide && (options.disableForm || options.disableCompleteButton);
    }, dead => dead && Object.assign(form.getOptions(), {disableForm: false, disableCompleteButton: false}));

    let handled = false;
    ['input', 'change', 'keydown', 'mousedown'].forEach(type =>
      element[0].addEventListener(type, event => (handled = handled || event.isTrusted), true));
    const dirty = form.notifyFormDirty;
    form.notifyFormDirty = function (changed) {
      task.touched = task.touched || changed && handled;
      dirty.call(form, changed);
    };
    const register = form.registerCompletionHandler;
    form.registerCompletionHandler = function (handler) {
      register.call(form, callback => handler((error, result) => {
        task.done = !error;
        callback(error, result);
      }));
    };
  }
})]);
