/*
 * The task list for officials: the last day of each limit as the form says it, the most urgent tasks first, the number
 * of tasks in each filter, and a search by data that officials know. Camunda's functions for experts of the engine are
 * removed.
 */

import {changeTemplates} from './shouwang-common.js';
import {hasInput} from './shouwang-input.js';

const DAY = new Intl.DateTimeFormat('en-CA', {timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit'});
const DAY_MS = 86400000;
const ORDERS = [
  {name: '最急的在前', sorting: [{sortBy: 'dueDate', sortOrder: 'asc'}, {sortBy: 'created', sortOrder: 'asc'}]},
  {name: '最新的在前', sorting: [{sortBy: 'created', sortOrder: 'desc'}]},
  {name: '最早的在前', sorting: [{sortBy: 'created', sortOrder: 'asc'}]}
];
/** The most tasks in a list of a query. */
const MOST_FOUND = 50;
const NOTHING = {processVariables: [], taskVariables: [], caseInstanceVariables: []};

/**
 * The server's answers: today by the product's clock, the number of tasks in each filter, the labels of tasks, the
 * tasks that are too late, the last days of limits, which the engine does not know of all tasks, and by tasks and last days how many working days are left of limits that count in them.
 */
const server = {today: DAY.format(new Date()), filters: {}, labels: {}, tooLate: [], lastDays: {}, workingDays: {}};

// The engine writes +0800, which not every browser can read.
const dayOf = (instant, back = 0) => DAY.format(new Date(
  new Date(String(instant).replace(/([+-]\d\d)(\d\d)$/, '$1:$2')).getTime() - back));

/** Returns the last day of a task; the engine's due date is the first moment after it. */
const lastDay = task => task.due ? dayOf(task.due, 1) : server.lastDays[task.id];
const daysLeft = last => Math.round((Date.parse(last) - Date.parse(server.today)) / DAY_MS);

function dueText(task) {
  const last = lastDay(task);
  const left = daysLeft(last);
  const working = (server.workingDays[task.id] || {})[last];
  return left >= 0 && server.tooLate.includes(task.id) ? `${last} 到期，按期已来不及` : `${last} 到期，${left < 0 ? `已超期 ${-left} 天` : left === 0 ? '今天最后一天' : working === undefined ? `还剩 ${left} 天` : `还剩 ${working} 个工作日`}`;
}

/** The id of a post's group, such as township411081101. */
const POST = /^[a-z]+\d{6,12}[a-z]*$/;

const TEMPLATES = [
  // This element shows the county as the engine's tenant.
  ['camTasklistTask', /<div class="tenant-id"[\s\S]*?<\/div>/, '<a class="sw-back" sw-back href>&lsaquo; 返回列表</a>'
    + '<a class="sw-desk" target="_self" ng-href="/tasks/{{ task.id }}">在办件台打开</a>'],
  // A limit is not changed by hand.
  ['camTasklistTaskMeta', /<ul class="meta list-inline dates times">[\s\S]*?<\/ul>/,
    '<p class="sw-due" ng-if="task | swDue" ng-class="{overdue: (task | swLate)}">办理时限：{{ task | swDue }}</p>'
    + '<p class="sw-papers"><a ng-href="/tasks/{{ task.id }}/documents" target="_blank" rel="noopener">打印文书</a></p>'],
  ['camTasklistTaskMeta', 'ng-click="editGroups()"', ''],
  ['camTasklistTaskMeta', /<a href ng-if="groupNames.length > 0">[\s\S]*?<\/a>/, '<span ng-if="groupNames.length > 0">{{ groupNames | swPosts }}</span>'],
  ['camTasklistTaskMeta', /<a href ng-if="groupNames.length === 0"[\s\S]*?<\/a>/, ''],
  // Many tasks have the same name, so the heading shows the household or problem.
  ['camTasks', /(<a ng-href="{{ getHrefUrl\(task\) }}"[\s\S]*?<\/a>)/,
    '$1 <span class="sw-about">{{ (task.id | swLabel) || (task | swVariable:"villageName") }}</span>'],
  ['camTasks', /<div class="cells-wrapper">[\s\S]*?<!-- \/ details -->/,
    '<p class="sw-case">{{ task | swVariable:"caseNo" }}</p>'
    + '<p class="sw-due" ng-if="task | swDue" ng-class="{overdue: (task | swLate)}">{{ task | swDue }}</p>'
    + '<p class="sw-due" ng-if="!(task | swDue)">{{ task.created | swDay }} 起待办</p>'],
  // A procedure may have the name of its only task.
  ['camTasks', 'ng-if="task.processDefinitionId"', 'ng-if="task.processDefinitionId && task._embedded.processDefinition[0].name !== task.name"'],
  ['camTasklistFilters', /<span ng-show="isFocused\(filter\)"\s*class="counter">[\s\S]*?<\/span>/,
    '<span class="counter" ng-if="(filter.id | swCount) !== undefined">{{ filter.id | swCount }}</span>'],
  ['camTasklistFilters', /<div class="actions"[\s\S]*?<\/div>/, '']
];

const ORDER = '<select class="sw-order" aria-label="排列顺序" ng-model="order" ng-options="each as each.name for each in orders" '
  + 'ng-change="changeOrder(order)"></select>';
const SEARCH = `<form class="sw-search" role="search" ng-submit="find()">
  <input type="search" class="form-control" ng-model="box.text" maxlength="50" autocomplete="off"
         placeholder="案号、户主、村名或问题" aria-label="查找待办">
  <button type="submit" class="btn btn-default">查找</button>
  <p role="status" ng-if="shown"><span>“{{ shown.text }}”：{{ shown.count }} 件待办<span ng-if="shown.most">，先列出 {{ shown.most }} 件，请把内容写得更具体</span></span>
    <button type="button" class="btn btn-link" ng-click="clear()">显示全部</button></p>
  <p role="alert" class="text-danger" ng-if="wrong">{{ wrong }}</p>
</form>`;

/** Returns the order in the address, or undefined if the address has none; then the most urgent tasks come first. */
function askedOrder(location) {
  const sorting = location.search().sorting;
  return ORDERS.find(order => JSON.stringify(order.sorting) === sorting);
}

// AngularJS calls controllers with "new", so they cannot be arrow functions.
const OrderController = ['$scope', '$location', 'search', function (scope, location, search) {
  scope.orders = ORDERS;
  const list = scope.tasklistData.newChild(scope);
  scope.changeOrder = order => {
    search.updateSilently({sorting: JSON.stringify(order.sorting), page: null});
    list.changed('taskListQuery');
  };
  list.observe('taskListQuery', () => {
    scope.order = askedOrder(location);
    if (!scope.order) {
      scope.order = ORDERS[0];
      scope.changeOrder(scope.order);
    }
  });
}];

const SearchController = ['$scope', '$http', 'search', function (scope, http, search) {
  const list = scope.tasklistData.newChild(scope);
  const show = (query, shown) => {
    scope.shown = shown;
    scope.wrong = null;
    search.updateSilently({page: null});
    list.set('searchQuery', query);
  };
  scope.box = {text: ''};
  scope.clear = () => {
    scope.box.text = '';
    show(NOTHING, null);
  };
  scope.find = () => {
    const text = scope.box.text.trim();
    if (!text) {
      scope.clear();
      return;
    }
    http.post('/api/tasks/search', {text}).then(answer => {
      // The engine's filter accepts task ids besides its own conditions, but no list of case numbers.
      const taskIds = answer.data.taskIds;
      show({...NOTHING, taskIdIn: taskIds.length ? taskIds.slice(0, MOST_FOUND) : ['-']},
        {text, count: taskIds.length, most: taskIds.length > MOST_FOUND ? MOST_FOUND : 0});
    }).catch(() => {
      scope.wrong = '未能查找，请稍后重试。';
    });
  };
  list.observe('taskList', tasks => {
    // Names come to the page only by this request, since the engine has none.
    const taskIds = (tasks && tasks._embedded && tasks._embedded.task || []).map(task => task.id);
    if (taskIds.length && taskIds.some(id => !(id in server.labels))) {
      http.post('/api/tasks/labels', {taskIds}).then(answer => Object.assign(server, answer.data)).catch(() => undefined);
    }
    if (!document.hidden) {
      http.get('/api/tasks/counts').then(answer => Object.assign(server, answer.data)).catch(() => undefined);
    }
  });
}];

/** Adds a filter of AngularJS whose result also depends on the server's answers. */
function filter(module, name, convert) {
  convert.$stateful = true;
  module.filter(name, () => convert);
}

export function setUpTasks(module) {
  changeTemplates(module, TEMPLATES);
  filter(module, 'swDue', task => task && lastDay(task) && dueText(task));
  filter(module, 'swLate', task => Boolean(task && lastDay(task)) && daysLeft(lastDay(task)) < 0);
  filter(module, 'swDay', instant => instant && dayOf(instant));
  // Users may ask for the names of their own posts only; of others the engine tells ids, which say nothing to people.
  filter(module, 'swPosts', names => {
    const own = names.filter(name => !POST.test(name));
    return own.join('、') + (own.length < names.length ? `等${names.length}个岗位` : '');
  });
  filter(module, 'swCount', id => server.filters[id]);
  filter(module, 'swLabel', id => server.labels[id]);
  filter(module, 'swVariable', (task, name) => {
    const found = (task._embedded && task._embedded.variable || []).find(variable => variable.name === name);
    return found && found.value;
  });
  module.directive('swBack', ['$location', $location => ({
    restrict: 'A',
    link(scope, element) {
      // An answer that comes late, as after a claim, must not open again what the user has left.
      scope.taskData.observe('task', task => {
        if (task && task.id && !$location.search().task) {
          scope.taskData.set('taskId', {taskId: null});
        }
      });
      element.on('click', event => {
        event.preventDefault();
        scope.$apply(() => $location.search('task', null));
        // Camunda overlooks a change of the address that comes together with one of its own. The user may have stayed.
        if (!$location.search().task) {
          scope.$apply(() => scope.taskData.set('taskId', {taskId: null}));
        }
      });
    }
  })]);
  module.config(['ViewsProvider', views => {
    views.registerDefaultView('tasklist.header', {id: 'shouwang-order', template: ORDER, controller: OrderController, priority: 200});
    views.registerDefaultView('tasklist.list', {id: 'shouwang-search', template: SEARCH, controller: SearchController, priority: 100});
  }]);
  // A user who signs in after another one comes to that user's task, and a colleague may have done a task meanwhile.
  module.run(['$rootScope', '$location', 'Notifications', ($rootScope, $location, notifications) => {
    const add = notifications.add;
    notifications.add = function (notification) {
      if (!/没有这项待办|该任务已不存在/.test(`${notification.status}${notification.message}`)) {
        return add.call(this, notification);
      }
      if (!hasInput()) {
        $rootScope.$applyAsync(() => $location.search('task', null));
      }
      return add.call(this, {...notification, type: 'info', status: '没有打开这项待办',
        message: '它已经办结，或不由您的岗位办理。请从列表中选择。'});
    };
  }]);
  // The filter that Tasklist chooses by itself is no step of the user's. If it were one, "back" would always end in it.
  module.run(['search', search => {
    const update = search.updateSilently;
    search.updateSilently = (changes, replace) => update(changes, replace || 'filter' in changes && !search().filter);
  }]);
  // A phone shows either the list or the task.
  module.run(['$rootScope', '$location', ($rootScope, $location) => {
    if (!askedOrder($location)) {
      $location.search('sorting', JSON.stringify(ORDERS[0].sorting)).replace();
    }
    const mark = () => document.body.classList.toggle('sw-task', Boolean($location.search().task));
    $rootScope.$watch(() => $location.search().task, mark);
  }]);
}
