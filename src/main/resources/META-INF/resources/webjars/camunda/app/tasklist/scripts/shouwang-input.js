/*
 * Guards input that is filled in and not sent yet. The user is asked before leaving it for another task, another tab of
 * the task, another filter, by the ways out of the start dialog, by signing out, back and F5, and by closing the
 * window.
 */

const QUESTION = '表单还没有提交，离开后已填写的内容不会保留。确定离开吗？';

// These elements leave a task's form without leaving the page.
const WAYS_OUT = [
  '.tasks-list li.task:not(.active) .clickable',
  '.task-filters .task-filter:not(.active)',
  '.task-card .nav-tabs li:not(.active):not(.sw-files-tab) a',
  '.modal-footer [ng-click="back()"]',
  '[ng-click^="logout"]'
].join(',');
const UP = 38;
const DOWN = 40;

const open = new Set();

/**
 * Returns a service of form-js's form inside the element, or null if there is no form yet. The webapp does not publish
 * the form, but the tree that draws it passes its services to every field.
 */
export function serviceOf(element, name) {
  const container = element.querySelector('.fjs-container');
  for (let node = container && container.__k; node; node = node.__k && node.__k[0]) {
    const service = node.props && node.props.value && node.props.value.getService;
    if (service) {
      return service(name);
    }
  }
  return null;
}

/** Returns form-js's own form inside the element, or null. */
export const formOf = element => serviceOf(element, 'form');

/** The input into one form since the form was opened. */
class Input {

  constructor(element) {
    this.element = element;
    this.before = null;
    this.typed = false;
  }

  /** Notes the values before the user's first action; values until then are not the user's input. */
  touch(event) {
    if (this.before === null) {
      this.before = this.values();
    }
    this.typed = this.typed || event.type === 'input' && event.isTrusted;
  }

  values() {
    const form = formOf(this.element);
    return form ? JSON.stringify(form._getState().data) : '';
  }

  isThere() {
    return this.typed || this.before !== null && this.before !== this.values();
  }

  forget() {
    this.before = null;
    this.typed = false;
  }
}

/** Tells whether any form of the page has input that is not sent. */
export function hasInput() {
  return [...open].some(input => input.isThere());
}

/** Asks the user if input would be lost, and returns whether to go on. A user who has agreed is not asked again. */
function mayLeave() {
  if (!hasInput()) {
    return true;
  }
  if (!window.confirm(QUESTION)) {
    return false;
  }
  open.forEach(input => input.forget());
  return true;
}

function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function guardPage() {
  document.addEventListener('click', event => {
    if (event.target.closest && event.target.closest(WAYS_OUT) && !mayLeave()) {
      stop(event);
    }
  }, true);
  document.addEventListener('keydown', event => {
    const next = event.keyCode === UP || event.keyCode === DOWN;
    if (next && event.target.closest && event.target.closest('.tasks-list') && !mayLeave()) {
      stop(event);
    }
  }, true);
  window.addEventListener('beforeunload', event => {
    if (hasInput()) {
      event.preventDefault();
      event.returnValue = QUESTION;
    }
  });
}

const parameter = (address, name) =>
  new URLSearchParams((address.split('#')[1] || '').split('?')[1] || '').get(name);

/** Guards back, forward and the links of the page itself. */
function guardAddress(module) {
  module.run(['$rootScope', root => root.$on('$locationChangeStart', (event, to, from) => {
    const other = parameter(to, 'task') !== parameter(from, 'task') && parameter(from, 'task') !== null
      || (to.split('#')[1] || '').split('?')[0] !== (from.split('#')[1] || '').split('?')[0];
    if (other && !mayLeave()) {
      event.preventDefault();
    }
  })]);
}

/** Asks the user before input is lost, on the whole page. */
export function guardInput(module) {
  guardPage();
  guardAddress(module);
}

/**
 * Watches one form.
 *
 * @returns two functions: "sent" forgets the input because it was sent, "stop" ends the watch
 */
export function watchInput(element, scope) {
  const input = new Input(element);
  const touch = event => input.touch(event);
  const events = ['pointerdown', 'keydown', 'focusin', 'input'];
  events.forEach(type => element.addEventListener(type, touch, true));
  open.add(input);
  scope.$on('modal.closing', (event, reason, closed) => {
    if (!closed && !mayLeave()) {
      event.preventDefault();
    }
  });
  return {
    sent: () => input.forget(),
    stop() {
      events.forEach(type => element.removeEventListener(type, touch, true));
      open.delete(input);
    }
  };
}
