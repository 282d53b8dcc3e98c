/*
 * The tab with the files of the task's case or problem. It lies over the form, which stays as it is underneath, so that
 * nothing that was filled in is lost.
 */

import {changeTemplates} from './shouwang-common.js';

const TEMPLATES = [
  ['camTasklistTask', '<div class="row tabbed-content">', '<div class="row tabbed-content" sw-files ng-class="{\'sw-files-open\': files.open}">'],
  ['camTasklistTask', 'ng-click="selectTaskDetailTab(taskDetailTab)"', 'ng-click="files.open = false; selectTaskDetailTab(taskDetailTab)"'],
  ['camTasklistTask', /<\/li>\s*<\/ul>\s*<div class="tab-content">/,
    '</li><li class="sw-files-tab" ng-class="{active: files.open}"><a href ng-click="files.show()">材料</a></li></ul>'
    + '<div class="sw-files-panel" ng-show="files.open"></div><div class="tab-content" ng-hide="files.open">']
];

/** Shows the list of files of a task inside an element. */
async function load(element, taskId) {
  element.textContent = '正在打开材料…';
  try {
    const answer = await fetch(`/tasks/${encodeURIComponent(taskId)}/files`, {headers: {'HX-Request': 'true', Accept: 'text/html'}});
    const list = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-files]');
    if (!answer.ok || !list) {
      element.textContent = answer.status === 404 ? '这项待办没有材料。' : '材料没有打开，请刷新页面后再试。';
      return;
    }
    const script = list.querySelector('script');
    element.replaceChildren(document.adoptNode(list));
    // A script that comes with a text does not run.
    const running = document.createElement('script');
    running.src = script.src;
    script.replaceWith(running);
  } catch {
    element.textContent = '材料没有打开，请检查网络后再试。';
  }
}

export function setUpFiles(module) {
  changeTemplates(module, TEMPLATES);
  module.directive('swFiles', () => ({
    restrict: 'A',
    link(scope, element) {
      const panel = element[0].querySelector('.sw-files-panel');
      scope.files = {
        open: false,
        show() {
          scope.files.open = true;
          load(panel, scope.task.id);
        }
      };
      scope.$watch('task.id', () => {
        scope.files.open = false;
        panel.replaceChildren();
      });
      // The form stays open beside what a link shows.
      panel.addEventListener('click', event => {
        const link = event.target.closest('a[href]');
        if (link) {
          link.target = '_blank';
        }
      }, true);
    }
  }));
}
