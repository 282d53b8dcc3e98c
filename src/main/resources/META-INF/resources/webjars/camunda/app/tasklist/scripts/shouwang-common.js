import {guardSession} from './shouwang-session.js';

/*
 * Chinese for the texts that the Camunda webapps have in their code and not in locales/*.json. The script is shared by
 * tasklist, welcome, admin and cockpit.
 *
 * A custom script runs before AngularJS starts, so everything is done by extending the module "cam.<app>.custom",
 * without polling, inline code or eval.
 */

const APP_NAMES = {
  welcome: '个人中心',
  tasklist: '待办事项',
  cockpit: '流程监控',
  admin: '系统管理'
};

// These texts are hard-coded in the templates of directives: [directive, text or pattern, replacement].
const TEMPLATES = [
  ['camWidgetHeader', 'ng-if="isCommunityEdition"', 'ng-if="false"'],
  ['camWidgetHeader', '<nav class="cam-nav app-menu">', '<nav class="sw-navigation" sw-navigation aria-label="主导航"></nav>'
    + '<nav class="cam-nav app-menu">'],
  ['camWidgetHeader', /<div class="small-screen-warning">[\s\S]*?<\/div>/, ''],
  ['camWidgetHeader', '{{ app.label }}',
    '{{ ' + JSON.stringify(APP_NAMES).replace(/"/g, "'") + '[appName] || app.label }}'],
  // The message stands on a line of its own.
  ['notificationsPanel', '<strong ng-if="notification.message">:</strong>', ''],
  ...['camWidgetBpmnViewer', 'camWidgetCmmnViewer', 'camWidgetDmnViewer'].flatMap(viewer => [
    [viewer, 'title="zoom in"', 'title="放大"'],
    [viewer, 'title="zoom out"', 'title="缩小"'],
    [viewer, 'title="reset zoom"', 'title="复原"']
  ]),
  // The tooltip lacks its braces.
  ['camTasks', 'uib-tooltip="task.assignee"', 'uib-tooltip="{{ task.assignee }}"'],
  // A Chinese name stands as a whole in the first name, and the last name stays empty.
  ['userProfile', /<div class="form-group">\s*<label for="user-profile-lastname">[\s\S]*?<\/div>/, ''],
  ['userProfile', 'placeholder="Jonny"', ''],
  ['userProfile', 'placeholder="j.prosciutto@acme.org"', ''],
  ['camWidgetVariablesTable', /(<td class="actions"[^>]*>\s*)Actions/, '$1操作'],
  ['camWidgetVariable', 'placeholder="varName"', 'placeholder="变量名"'],
  ...Object.entries({
    Boolean: '是/否', Short: '短整数', Integer: '整数', Long: '长整数', Double: '小数',
    String: '文本', Date: '日期', Object: '对象', File: '文件'
  }).map(([type, name]) => [
    'camTasklistFormGenericVariables', `>${type}</option>`, `>${name}</option>`
  ]),
  ['camTasklistFormGenericVariables', 'Only a {{ variable.type }} value is allowed', '取值与所选类型不符']
];

// These texts are hard-coded in the templates of the calendar: [template, text, replacement].
const CALENDAR_TEMPLATES = [
  ...['day', 'month', 'year'].flatMap(view => [
    [`uib/template/datepicker/${view}.html`, '>previous<', '>上一页<'],
    [`uib/template/datepicker/${view}.html`, '>next<', '>下一页<']
  ]),
  ['uib/template/timepicker/timepicker.html', 'placeholder="HH"', 'placeholder="时"'],
  ['uib/template/timepicker/timepicker.html', 'placeholder="MM"', 'placeholder="分"'],
  ['uib/template/timepicker/timepicker.html', 'placeholder="SS"', 'placeholder="秒"']
];

// AngularJS shows these days in the calendar of the due date and the follow-up date.
const DAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
const MONTHS = Array.from({length: 12}, (_, i) => `${i + 1}月`);
const LOCALE = {
  id: 'zh-cn',
  localeID: 'zh_CN',
  DATETIME_FORMATS: {
    AMPMS: ['上午', '下午'],
    DAY: DAYS,
    ERANAMES: ['公元前', '公元'],
    ERAS: ['公元前', '公元'],
    FIRSTDAYOFWEEK: 0,
    MONTH: MONTHS,
    SHORTDAY: DAYS.map(day => day.slice(2)),
    SHORTMONTH: MONTHS,
    STANDALONEMONTH: MONTHS,
    WEEKENDRANGE: [5, 6],
    fullDate: 'y年M月d日EEEE',
    longDate: 'y年M月d日',
    medium: 'y年M月d日 HH:mm:ss',
    mediumDate: 'y年M月d日',
    mediumTime: 'HH:mm:ss',
    short: 'y-MM-dd HH:mm',
    shortDate: 'y-MM-dd',
    shortTime: 'HH:mm'
  },
  NUMBER_FORMATS: {
    CURRENCY_SYM: '¥',
    DECIMAL_SEP: '.',
    GROUP_SEP: ',',
    PATTERNS: [
      {gSize: 3, lgSize: 3, maxFrac: 3, minFrac: 0, minInt: 1, negPre: '-', negSuf: '', posPre: '', posSuf: ''},
      {gSize: 3, lgSize: 3, maxFrac: 2, minFrac: 2, minInt: 1, negPre: '-¤', negSuf: '', posPre: '¤', posSuf: ''}
    ]
  },
  pluralCat: () => 'other'
};

// ---- error messages ------------------------------------------------------------

const CHINESE = /[\u3400-\u9fff]/;
const GENERIC = '系统未能完成操作，请稍后重试；仍不成功请联系系统管理员。';

const KNOWN_ERRORS = [
  [/already claimed by someone else/i, '该任务已被他人签收，请刷新列表。'],
  [/updated by another transaction|OptimisticLocking/i, '数据已被他人更新，请刷新后重试。'],
  [/is suspended/i, '该事项当前已挂起，暂时不能办理。'],
  [/No matching task|task is null|Cannot find task/i, '该任务已不存在，请刷新列表。'],
  [/does not have .*permission/i, '您没有执行此操作的权限。'],
  [/^The \w+ request on .* failed|Request has been terminated|Failed to fetch|NetworkError/i,
    '网络连接不畅，请检查网络后重试。']
];

// The engine and its REST interface put these texts around the message of the product's own code.
const WRAPPERS = [
  /^Cannot (?:submit|complete|resolve|claim|start|instantiate|delegate|update)\b.*?:\s+/,
  /^ENGINE-\d+\s+/,
  /^ENGINE-REST-\d+\s+/,
  /^(?:There was an e|E)xception while invoking (?:the )?\w+[.:]?\s*(?:Message:\s*)?/,
  /^Exception while [^:]*:\s*/,
  /^Message:\s*/,
  /^(?:[a-z][\w$]*\.)+[A-Z][\w$]*(?:Exception|Error):\s*/
];

/** Returns the part of an engine's error that is meant for people. */
export function readableError(message, keepEnglish) {
  if (!message || typeof message !== 'string') {
    return message;
  }
  let text = message.trim();
  if (CHINESE.test(text)) {
    for (let before = null; before !== text;) {
      before = text;
      WRAPPERS.forEach(wrapper => (text = text.replace(wrapper, '')));
      text = text.replace(/^'([\s\S]*)'\.?$/, '$1').trim();
    }
    return text;
  }
  const known = KNOWN_ERRORS.find(([pattern]) => pattern.test(text));
  if (known) {
    return known[1];
  }
  if (keepEnglish || !/[A-Za-z]{3}/.test(text)) {
    return text;
  }
  console.warn(message);
  return GENERIC;
}

const PERMISSIONS = {
  read: '查看', update: '修改', create: '新建', delete: '删除', access: '访问', all: '全部操作',
  task_work: '办理', task_assign: '分配', read_task: '查看任务', update_task: '修改任务',
  create_instance: '发起', read_instance: '查看实例', update_instance: '修改实例',
  delete_instance: '删除实例', read_history: '查看历史', update_variable: '修改变量',
  read_variable: '查看变量'
};
const RESOURCES = {
  application: '应用', user: '用户', group: '用户组', 'group membership': '用户组成员',
  authorization: '授权', filter: '筛选', task: '任务', 'historic task': '历史任务',
  processdefinition: '流程', processinstance: '流程实例', deployment: '部署',
  decisiondefinition: '决策', tenant: '租户', batch: '批处理', 'process definition': '流程',
  'process instance': '流程实例', 'decision definition': '决策', system: '系统'
};

/** Translates "您没有以下权限：'TASK_WORK' Tasks" and "您没有 update task（…）的权限" completely. */
function readableDenial(message) {
  const permission = name => PERMISSIONS[name.toLowerCase()] || name;
  const resource = name => RESOURCES[name.toLowerCase()] || name;
  return message
    .replace(/(?:'|&#39;)(\w+)(?:'|&#39;) ([\w ]+?)s(?=,|。|$)/g,
      (_, p, r) => permission(p) + resource(r))
    .replace(/^您没有 (\w+) ([\w ]+?)（/, (_, p, r) => `您没有${permission(p)}${resource(r)}（`);
}

// The webapps build each other's addresses from those of their files, which contain a version.
const APPS = '/camunda';

function keepAddresses(module) {
  module.config(['UriProvider', uris => {
    uris.replace(':appRoot', APPS);
    ['admin', 'cockpit', 'tasklist'].forEach(name => uris.replace(`${name}base://`, `${APPS}/app/${name}/`));
  }]);
}

/** Changes the templates of Camunda's directives; each change is [directive, text or pattern, replacement]. */
export function changeTemplates(module, templates) {
  module.config(['$provide', '$injector', ($provide, $injector) => templates.forEach(([directive, text, replacement]) => {
    if ($injector.has(directive + 'DirectiveProvider')) {
      $provide.decorator(directive + 'Directive', ['$delegate', $delegate => {
        $delegate.forEach(definition => {
          if (typeof definition.template === 'string') {
            definition.template = definition.template.replace(text, replacement);
          }
        });
        return $delegate;
      }]);
    }
  })]);
}

/** Adds the navigation of the product's own pages, so that nobody is caught in a webapp. */
function addNavigation(module) {
  module.directive('swNavigation', ['$http', $http => ({
    restrict: 'A',
    scope: {},
    template: '<ul><li ng-repeat="item in items"><a ng-href="{{ item.address }}" target="_self" '
      + 'aria-current="{{ item.current }}">{{ item.name }}<span class="unread" ng-if="item.unread">{{ item.unread }}</span></a></li></ul>',
    link(scope) {
      $http.get('/api/navigation').then(answer => {
        scope.items = answer.data.map(item => ({...item,
          current: window.location.pathname.startsWith(item.address) ? 'page' : 'false'}));
      }).catch(() => undefined);
    }
  })]);
}

// ---- set-up ----------------------------------------------------------------------

export function setUp(app, {keepEnglishErrors = false} = {}) {
  const module = window.angular.module(`cam.${app}.custom`);
  guardSession(module);
  keepAddresses(module);
  addNavigation(module);

  module.config(['$provide', '$injector', ($provide, $injector) => {
    $provide.value('$locale', LOCALE);
    if ($injector.has('uibDatepickerConfig')) {
      Object.assign($injector.get('uibDatepickerConfig'), {formatDayTitle: 'y年M月', formatMonthTitle: 'y年'});
    }

  }]);
  changeTemplates(module, TEMPLATES);

  module.run(['Notifications', '$templateCache', (notifications, $templateCache) => {
    CALENDAR_TEMPLATES.forEach(([name, text, replacement]) => {
      const template = $templateCache.get(name);
      if (typeof template === 'string') {
        $templateCache.put(name, template.replace(text, replacement));
      }
    });


    const add = notifications.add;
    notifications.add = function (notification) {
      if (notification && notification.status === '未能提交办结' && !notification.message) {
        notification.message = '请按表单中的红字提示核对填写内容。';
      } else if (notification && typeof notification.message === 'string') {
        notification.message = /^您没有/.test(notification.message)
          ? readableDenial(notification.message)
          : readableError(notification.message, keepEnglishErrors);
      }
      return add.call(this, notification);
    };
  }]);

  return module;
}
